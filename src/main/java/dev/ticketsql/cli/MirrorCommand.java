package dev.ticketsql.cli;

import dev.ticketsql.account.MirrorUpkeep;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.UpkeepRange;
import dev.ticketsql.account.UpkeepResult;
import dev.ticketsql.jdbc.message.FailureLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What {@code bin/mirror} runs: looks after a mirror without SQL, for cron and for people. Results go to standard
 * output, everything else to standard error.
 */
public final class MirrorCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    /** What shells and most Unix tools use for a mistake on the command line. */
    private static final int MISUSED = 2;

    /** Something was found that somebody should see to. */
    private static final int FOUND = 3;

    private static final String HELP = """
            Looks after the mirror of an account, which is named by the environment as for bin/sqlline, or by options
            (--subdomain acme, --mirror /var/cache/ticketsql, ...).

              bin/mirror status                            windows, events, bytes, gaps, what was purged
              bin/mirror sync [--from T] [--to T]          fetches what is missing up to now
              bin/mirror refresh --from T --to T           reads a stretch again
              bin/mirror verify [--from T] [--to T]        reads every file and checks it
                                [--against-api]            asks the API again, too, and compares
              bin/mirror purge --before T                  erases what is older, for good
              bin/mirror purge --ticket N                  erases a ticket's events, for good

            T is epoch seconds or ISO-8601: 1735689600, 2025-01-01, 2025-01-01T00:00:00Z.

            Exit code: 0 done; 1 failed, what was fetched is kept and the same command goes on from there; 2 a mistake
            on the command line or in an option; 3 verify found damage or differences, files that are not the mirror's
            lie among its own, or purge has to be run again.
            """;

    private final PrintStream out;
    private final PrintStream err;

    MirrorCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs it and exits as {@code --help} says. */
    public static void main(String[] arguments) {
        LogLevel.apply(System.getenv());
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new MirrorCommand(out, err).run(arguments));
    }

    /** Does what the arguments say and gives the exit code. */
    int run(String... words) {
        try {
            MirrorArguments arguments = MirrorArguments.of(List.of(words));
            if (arguments.verb() == MirrorArguments.Verb.HELP) {
                out.print(HELP);
                return DONE;
            }
            UpkeepResult result = perform(arguments);
            result.lines().forEach(out::println);
            result.remarks().forEach(remark -> err.println("mirror: " + remark));
            return result.good() ? DONE : FOUND;
        } catch (IllegalArgumentException e) {
            err.println("mirror: " + e.getMessage() + " (--help explains the commands)");
            return MISUSED;
        } catch (IOException | SQLException | RuntimeException e) {
            err.println("mirror: " + FailureLine.of(e));
            return FAILED;
        }
    }

    private UpkeepResult perform(MirrorArguments arguments) throws IOException, SQLException {
        UpkeepRange stretch = UpkeepRange.of(arguments.from(), arguments.to());
        Optional<Long> ticket = arguments.ticket();
        MirrorUpkeep upkeep =
                MirrorUpkeep.of(OptionValues.of(arguments.options()), line -> err.println("mirror: " + line));
        return switch (arguments.verb()) {
            case STATUS, HELP -> upkeep.status();
            case SYNC -> upkeep.sync(stretch);
            case REFRESH -> upkeep.refresh(stretch);
            case VERIFY -> upkeep.verify(stretch, arguments.againstApi());
            case PURGE ->
                ticket.isPresent()
                        ? upkeep.purgeTicket(ticket.get())
                        : upkeep.purgeBefore(UpkeepRange.instant("--before", arguments.before())
                                .orElseThrow());
        };
    }
}
