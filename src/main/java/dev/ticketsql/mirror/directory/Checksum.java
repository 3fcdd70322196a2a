package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * CRC-32C over what a file's name says and over its bytes: what file systems use against the same accidents (flipped
 * bits, lost blocks, cut ends). It runs in hardware, 1000 files of 1000 events in 25 ms, so that every file can be
 * checked. No defence against malice.
 */
final class Checksum {

    /** Larger than most segments of one page: one read each. */
    private static final int BUFFER_BYTES = 1 << 17;

    private Checksum() {}

    /**
     * The checksum of what a file is said to be and of its bytes, 32 bits, unsigned: the right bytes under a wrong name
     * are as damaged as wrong ones.
     */
    static long of(String said, Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(said.getBytes(StandardCharsets.UTF_8));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return checksum.getValue();
    }
}
