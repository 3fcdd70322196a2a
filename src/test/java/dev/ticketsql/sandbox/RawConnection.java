package dev.ticketsql.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP connection to the sandbox, on which a test writes requests and reads responses as text. */
final class RawConnection implements Closeable {

    private final Socket socket;
    private final InputStream in;

    RawConnection(Sandbox sandbox) throws IOException {
        socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                sandbox.baseUrl().getPort());
        in = socket.getInputStream();
    }

    /** Sends lines, each ended by CR LF, and an empty line after them. */
    RawConnection send(String... lines) throws IOException {
        String request = String.join("\r\n", lines) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Reads up to and including {@code end}, with line ends as in a text block. */
    String readTo(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after: " + text);
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    /** Reads until the server closes the connection. */
    String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
