package dev.ticketsql.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that ends the program when a write fails: sqlline writes through a {@link java.io.PrintStream}, which
 * would drop the rest of a result and report success.
 */
final class ResultStream extends FilterOutputStream {

    /** The exit code of a program that SIGPIPE ended, without a message: the reader closed the pipe itself. */
    private static final int CLOSED_PIPE = 128 + 13;

    private static final int FAILED = 2;

    private ResultStream(OutputStream out) {
        super(out);
    }

    static OutputStream ofProcess() {
        return new ResultStream(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    private static void end(String reason) {
        if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
            System.exit(CLOSED_PIPE);
        }
        System.err.println("Error: the results cannot be written: " + reason);
        System.exit(FAILED);
    }
}
