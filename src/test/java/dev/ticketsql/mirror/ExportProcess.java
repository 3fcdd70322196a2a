package dev.ticketsql.mirror;

import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.export.MirrorExport;
import dev.ticketsql.testing.SettableClock;
import java.nio.file.Path;

/** A process that exports and dies before a step, as by {@code kill -9}: nothing of it runs any more. */
final class ExportProcess {

    static final int KILLED = 137;

    private ExportProcess() {}

    /** Arguments: the directory of mirrors, the export's, the present, the number of steps that are done. */
    public static void main(String[] arguments) throws Exception {
        Path mirrors = Path.of(arguments[0]);
        try (Mirror mirror =
                Mirror.open(mirrors.resolve(ExportFixture.ACCOUNT), Asking.SMALL, SettableClock.at(arguments[2]))) {
            mirror.maintenance()
                    .export(
                            new MirrorExport.Target(
                                    Path.of(arguments[1]), mirrors, ExportFixture.ACCOUNT, FileSharing.PRIVATE),
                            0,
                            line -> {},
                            new CountedSteps(
                                    Integer.parseInt(arguments[3]),
                                    () -> Runtime.getRuntime().halt(KILLED)));
        }
    }
}
