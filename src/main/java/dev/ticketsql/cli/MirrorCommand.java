package dev.ticketsql.cli;

import dev.ticketsql.account.MirrorUpkeep;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.UpkeepRange;
import dev.ticketsql.account.UpkeepResult;
import dev.ticketsql.cli.MirrorVerb.Operand;
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
 * Program of {@code bin/mirror}: upkeep of a mirror without SQL, for cron and for people. Results go to standard
 * output, everything else to standard error.
 */
public final class MirrorCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;

    /** The exit code of shells and most Unix tools for a mistake on the command line. */
    private static final int MISUSED = 2;

    /** Done, with findings that need a person. */
    private static final int FOUND = 3;

    private final PrintStream out;
    private final PrintStream err;

    MirrorCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and exits with the code that {@code --help} lists. */
    public static void main(String[] arguments) {
        LogLevel.apply(System.getenv());
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new MirrorCommand(out, err).run(arguments));
    }

    /** Runs the command and returns the exit code. */
    int run(String... words) {
        try {
            MirrorArguments arguments = MirrorArguments.of(List.of(words));
            if (arguments.help().isPresent()) {
                out.print(arguments.help().get());
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
        UpkeepRange range = arguments.range();
        Optional<Long> ticket = arguments.ticket();
        Optional<Long> user = arguments.user();
        MirrorUpkeep upkeep =
                MirrorUpkeep.of(OptionValues.of(arguments.options()), line -> err.println("mirror: " + line));
        return switch (arguments.verb()) {
            case STATUS -> upkeep.status();
            case SYNC -> upkeep.sync(range);
            case REFRESH -> upkeep.refresh(range);
            case VERIFY ->
                upkeep.verify(
                        range,
                        arguments
                                .value(Operand.AGAINST_API)
                                .filter("true"::equals)
                                .isPresent());
            case PURGE ->
                ticket.isPresent()
                        ? upkeep.purgeTicket(ticket.get())
                        : user.isPresent()
                                ? upkeep.purgeUser(user.get())
                                : upkeep.purgeBefore(UpkeepRange.instant("--before", arguments.value(Operand.BEFORE))
                                        .orElseThrow());
            case EXPORT -> upkeep.export(arguments.value(Operand.DIRECTORY).orElseThrow());
        };
    }
}
