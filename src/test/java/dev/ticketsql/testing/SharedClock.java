package dev.ticketsql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock of several processes that stands still until one of them waits: eight bytes of a file that all of them map
 * into memory.
 */
public final class SharedClock implements InstantSource {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer millis;

    /** The clock in {@code file}; a new one starts in 1970. */
    public SharedClock(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            millis = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long millis() {
        return (long) LONG.getVolatile(millis, 0);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Lets it be {@code epochMillis} unless it is later already. */
    public void reach(long epochMillis) {
        for (long now = millis(); now < epochMillis; now = millis()) {
            LONG.compareAndSet(millis, 0, now, epochMillis);
        }
    }
}
