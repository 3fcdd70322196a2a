package dev.ticketsql.resilience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Server on a socket that writes any bytes as its answer, for as long as somebody reads them; one request a connection.
 */
final class HostileServer implements AutoCloseable {

    /** Writer of an answer. */
    @FunctionalInterface
    interface Answer {

        /**
         * Writes status, headers and body.
         *
         * @param requests that came before this one
         * @throws IOException when nobody reads any more
         */
        void writeTo(OutputStream out, int requests) throws IOException;
    }

    private final ServerSocket socket;
    private final Answer answer;
    private final ExecutorService connections = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    HostileServer(Answer answer) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        connections.submit(this::accept);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The first lines of the requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.submit(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader head =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String first = head.readLine();
            String line = first;
            while (line != null && !line.isEmpty()) {
                line = head.readLine();
            }
            int before = requests.size();
            requests.add(String.valueOf(first));
            OutputStream out = connection.getOutputStream();
            answer.writeTo(out, before);
            out.flush();
            connection.shutdownOutput();
            // The end of the request's body must have come before the socket closes, or TCP resets what was sent.
            connection.getInputStream().skip(connection.getInputStream().available());
        } catch (IOException e) {
            // The client has read enough.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        connections.shutdownNow();
    }
}
