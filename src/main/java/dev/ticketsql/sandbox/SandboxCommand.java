package dev.ticketsql.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The command {@code bin/sandbox}: a sandbox for any HTTP client. It prints its URL alone on standard output; its
 * options and every request go to standard error. Runs until a signal ends it.
 */
public final class SandboxCommand {

    private static final int OK = 0;
    private static final int FAILED = 1;

    /** Exit code of shells and most Unix tools for a wrong command line. */
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    /**
     * Creates the command.
     *
     * @param out for the URL, or the help
     * @param err for everything else
     * @param clock the server's time
     */
    SandboxCommand(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /**
     * Runs it. The exit code is 0 after {@code --help}, 2 after a mistake in the options, 1 if the port is taken,
     * otherwise the JVM's for the signal that ended it (143 for SIGTERM, 130 for SIGINT).
     *
     * @param arguments as {@code --port 8080} or {@code --port=8080}
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new SandboxCommand(out, err, InstantSource.system()).run(arguments));
    }

    /** Runs the command and returns the exit code; does not return while it serves. */
    int run(String... arguments) throws InterruptedException {
        SandboxOptions options;
        try {
            SandboxArguments given = SandboxArguments.of(arguments);
            if (given.help()) {
                out.print(help());
                return OK;
            }
            options = SandboxOptions.parse(given.options(), clock);
        } catch (IllegalArgumentException e) {
            return fail(MISUSED, e, " (--help explains the options)");
        }
        try (Sandbox sandbox = Sandbox.start(options, clock, this::log)) {
            serve(sandbox, options);
            return OK;
        } catch (UncheckedIOException e) {
            return fail(FAILED, e, "");
        }
    }

    private void serve(Sandbox sandbox, SandboxOptions options) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-shutdown"));
        err.println("sandbox: " + options.eventCount() + " events up to " + options.end() + ", seed " + options.seed());
        err.println("sandbox: "
                + (options.requestsPerMinute() == 0
                        ? "no rate limit; Zendesk allows 10 requests per minute (--rate-limit 10)"
                        : "rate limit of " + options.requestsPerMinute() + " requests per minute"));
        out.println(sandbox.baseUrl());
        // Never counted down: only a signal ends the command.
        new CountDownLatch(1).await();
    }

    private void log(ServedRequest request) {
        err.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + request);
    }

    private int fail(int exitCode, RuntimeException reason, String hint) {
        err.println("sandbox: " + reason.getMessage() + hint);
        return exitCode;
    }

    private static String help() {
        return """
                Runs an emulator of Zendesk's incremental ticket event export, and of the lists that name its ids, and
                prints its URL.

                  bin/sandbox [options]
                  curl "$URL/api/v2/incremental/ticket_events?start_time=0"
                  curl "$URL/api/v2/users.json"

                """
                + Arrays.stream(SandboxFlag.values()).map(SandboxFlag::help).collect(Collectors.joining("\n"))
                + "\n  --help                 this\n";
    }
}
