package dev.ticketsql.mirror;

import dev.ticketsql.mirror.directory.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The real steps of durable files, of which one is not done: what happens in its place ends the work. */
final class CountedSteps implements DurableFiles {

    private final DurableFiles real = DurableFiles.real();
    private final int lastStep;
    private final Runnable end;
    private int done;

    /**
     * Ends before a step.
     *
     * @param lastStep steps that are done
     */
    CountedSteps(int lastStep, Runnable end) {
        this.lastStep = lastStep;
        this.end = end;
    }

    /** Steps that were done. */
    int done() {
        return done;
    }

    private void step() {
        if (done == lastStep) {
            end.run();
        }
        done++;
    }

    @Override
    public void force(Path file) throws IOException {
        step();
        real.force(file);
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
    public void forceDirectory(Path directory) throws IOException {
        step();
        real.forceDirectory(directory);
    }
}
