package dev.ticketsql.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Relay between clients and a server, or a proxy; records the requests. */
final class Relay implements AutoCloseable {

    /** The target of a client's connection. */
    @FunctionalInterface
    private interface Upstream {
        Socket open(Socket client) throws IOException;
    }

    private final ServerSocket listening;
    private final Upstream upstream;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private Relay(ServerSocket listening, int port) {
        this(listening, client -> new Socket(InetAddress.getLoopbackAddress(), port), false);
    }

    private Relay(ServerSocket listening, Upstream upstream, boolean proxy) {
        this.listening = listening;
        this.upstream = proxy ? client -> tunnel(client, upstream) : upstream;
        daemon(this::accept);
    }

    /** Passes on what comes to {@code listening} to that port of this machine. */
    static Relay to(int port, ServerSocket listening) {
        return new Relay(listening, port);
    }

    /** A proxy that connects to that port of this machine, for any requested host. */
    static Relay proxyTo(int port) throws IOException {
        return new Relay(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                client -> new Socket(InetAddress.getLoopbackAddress(), port),
                true);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The heads of a proxy's requests: the first line of every connection and its headers. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** All that clients sent, after the heads. */
    String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private Socket tunnel(Socket client, Upstream further) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                throw new IOException("the head ends too early: " + head);
            }
            head.append((char) next);
        }
        heads.add(head.toString());
        Socket server = further.open(client);
        client.getOutputStream()
                .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return server;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            daemon(() -> {
                try (client;
                        Socket server = upstream.open(client)) {
                    daemon(() -> pass(server.getInputStream(), client.getOutputStream()));
                    pass(client.getInputStream(), new OutputStream() {
                        @Override
                        public void write(int octet) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public void write(byte[] octets, int from, int count) throws IOException {
                            synchronized (sent) {
                                sent.write(octets, from, count);
                            }
                            server.getOutputStream().write(octets, from, count);
                        }
                    });
                }
            });
        }
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** Until a connection breaks, which is how all of them end. */
    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
