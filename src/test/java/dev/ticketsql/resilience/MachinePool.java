package dev.ticketsql.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two living processes, and a spare that starts while they work: to start one takes longer than a run. */
final class MachinePool implements AutoCloseable {

    private final Path temporaryFiles;
    private final List<MachineProcess> living = new ArrayList<>();
    private MachineProcess spare;
    private int started;

    MachinePool(Path temporaryFiles) throws IOException {
        this.temporaryFiles = temporaryFiles;
        living.add(start());
        living.add(start());
        spare = start();
        for (MachineProcess process : living) {
            awaitReady(process);
        }
    }

    MachineProcess get(int number) {
        return living.get(number);
    }

    /** Kills a process; the spare takes its place. */
    void kill(int number) throws IOException {
        living.get(number).kill();
        living.set(number, spare);
        spare = start();
        awaitReady(living.get(number));
    }

    private MachineProcess start() throws IOException {
        return new MachineProcess(Files.createDirectory(temporaryFiles.resolve("process-" + started++)));
    }

    private static void awaitReady(MachineProcess process) throws IOException {
        MachineProcess.Answer answer = process.answer();
        if (!answer.text().equals("ready")) {
            throw new IOException("a process does not start: " + answer);
        }
    }

    @Override
    public void close() {
        living.forEach(MachineProcess::close);
        spare.close();
    }
}
