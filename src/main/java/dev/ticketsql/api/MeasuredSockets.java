package dev.ticketsql.api;

import dev.ticketsql.api.page.OversizedAnswerException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Factory of sockets that count what one call of OkHttp's receives, and fail it beyond a limit. OkHttp reads the lines
 * between the parts of a body without one: a chunk's extension that never ends would exhaust the heap, as interim
 * answers without end hold a statement. With HTTP/1.1, the thread that calls OkHttp is the one that reads the socket.
 * Safe for many threads.
 */
final class MeasuredSockets extends SocketFactory {

    /** OkHttp reads ahead by 8 KB, and heads of up to 256 KB. */
    static final int MAX_BYTES = 1 << 20;

    private static final String LIMIT = "is not over after " + (MAX_BYTES >> 20) + " MB, the most that is read";

    private final Map<Thread, Measure> measures = new ConcurrentHashMap<>();

    /** A call of OkHttp's. */
    @FunctionalInterface
    interface Call<T> {

        /** Calls OkHttp. */
        T call() throws IOException;
    }

    /** What one call has received. */
    private static final class Measure {

        private long bytes;

        private boolean isExceeded() {
            return bytes > MAX_BYTES;
        }
    }

    /**
     * Sends a request and reads the head of its answer.
     *
     * @throws IOException from {@code call}, or if the head is too long
     */
    <T> T head(Call<T> call) throws IOException {
        Measure measure = new Measure();
        try {
            return measured(measure, call);
        } catch (IOException e) {
            throw measure.isExceeded() ? new IOException("the head of the answer " + LIMIT, e) : e;
        }
    }

    /** A view of a body, of which each read and the close are measured. */
    InputStream body(InputStream body) {
        return new FilterInputStream(body) {
            private @Nullable OversizedAnswerException refusal;

            @Override
            public int read() throws IOException {
                return readOn(in::read);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return readOn(() -> in.read(buffer, offset, length));
            }

            /** What was refused stays so: what comes next begins in the middle of it. */
            private int readOn(Call<Integer> read) throws IOException {
                if (refusal != null) {
                    throw refusal;
                }
                try {
                    return part(read);
                } catch (OversizedAnswerException e) {
                    refusal = e;
                    throw e;
                }
            }

            /** OkHttp reads what is left, for as long as that takes little time, to use the connection again. */
            @Override
            public void close() throws IOException {
                part(() -> {
                    in.close();
                    return 0;
                });
            }
        };
    }

    private int part(Call<Integer> read) throws IOException {
        Measure measure = new Measure();
        try {
            return measured(measure, read);
        } catch (IOException e) {
            throw measure.isExceeded()
                    ? new OversizedAnswerException(
                            "comes in a chunk whose head, or the end after it, " + LIMIT,
                            "No answer of Zendesk's is like that: check that subdomain or baseUrl is the API's",
                            e)
                    : e;
        }
    }

    private <T> T measured(Measure measure, Call<T> call) throws IOException {
        measures.put(Thread.currentThread(), measure);
        try {
            return call.call();
        } finally {
            measures.remove(Thread.currentThread());
        }
    }

    private void received(int bytes) throws IOException {
        Measure measure = measures.get(Thread.currentThread());
        if (measure != null) {
            measure.bytes += Math.max(0, bytes);
            if (measure.isExceeded()) {
                throw new IOException("one part of the answer " + LIMIT);
            }
        }
    }

    /** Socket whose bytes are counted. */
    private final class MeasuredSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int single = in.read();
                    received(single < 0 ? 0 : 1);
                    return single;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = in.read(buffer, offset, length);
                    received(count);
                    return count;
                }
            };
        }
    }

    @Override
    public Socket createSocket() {
        return new MeasuredSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("OkHttp connects its sockets itself");
    }
}
