package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.file.Path;

/** The machine's disk without its waits, until the process that writes dies at some step. */
public final class BreakingFiles implements DurableFiles {

    /** What a process that dies leaves its work by: nobody catches it and cleans up. */
    public static final class Death extends Error {

        private static final long serialVersionUID = 1;
    }

    private final DurableFiles real = DurableFiles.real();
    private int stepsLeft = Integer.MAX_VALUE;

    /** Dies after that many steps more. */
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
    public void forceDirectory(Path directory) {
        step();
    }
}
