package dev.ticketsql.resilience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * HTTP proxy that answers every request with one status, and repeats what it was sent in the status line and the body.
 */
final class ReflectingProxy implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int status;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    ReflectingProxy(int status) throws IOException {
        this.status = status;
        Thread listener = new Thread(this::listen, "reflecting-proxy");
        listener.setDaemon(true);
        listener.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The heads of the requests so far. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    heads.add("broken off: " + e);
                }
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            head.append(line).append(' ');
            line = in.readLine();
        }
        heads.add(head.toString());
        byte[] sent = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        String body = head + Base64.getEncoder().encodeToString(sent);
        String answer = "HTTP/1.1 " + status + " " + head + "\r\nProxy-Authenticate: Basic realm=\"" + "proxy"
                + "\"\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
