package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.file.Path;

/** Durable files that are not forced to disk; the writing process dies at a chosen step. */
public final class BreakingFiles implements DurableFiles {

    /** Thrown in place of a process's death: no code catches it and cleans up. */
    public static final class Death extends Error {

        private static final long serialVersionUID = 1;
    }

    private final DurableFiles real = DurableFiles.real();
    private int stepsLeft = Integer.MAX_VALUE;

    /** Makes the process die after that many more steps. */
    public void dieAfter(int steps) {
        stepsLeft = steps;
    }

    private void step() {
        if (stepsLeft-- == 0) {
            throw new Death();
        }
    }

    @Override
    public void force(Path file) {
        step();
    }

    @Override
    public void rename(Path file, Path name) throws IOException {
        step();
        real.rename(file, name);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        step();
        real.link(file, name);
    }

    @Override
    public void forceDirectory(Path directory) {
        step();
    }
}
