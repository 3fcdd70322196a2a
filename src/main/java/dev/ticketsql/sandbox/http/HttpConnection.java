package dev.ticketsql.sandbox.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One client's connection: reads its requests one by one and delivers the answers, until either side closes. */
final class HttpConnection {

    private final Socket socket;
    private final HttpHandler handler;
    private final FaultyOutputStream.Pause pause;

    HttpConnection(Socket socket, HttpHandler handler, FaultyOutputStream.Pause pause) {
        this.socket = socket;
        this.handler = handler;
        this.pause = pause;
    }

    /**
     * Serves until the connection ends.
     *
     * @throws IOException if the client went away, or an answer was to be broken off
     */
    void serve() throws IOException {
        // Without it the last small packet of an answer waits up to 40 ms for the client's delayed acknowledgement.
        socket.setTcpNoDelay(true);
        RequestReader requests = new RequestReader(new BufferedInputStream(socket.getInputStream()));
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        boolean open = true;
        while (open) {
            Optional<HttpRequest> request;
            try {
                request = requests.next();
            } catch (MalformedRequestException e) {
                HttpAnswer refusal = HttpAnswer.of(e.status(), "text/plain; charset=utf-8", e.getMessage() + "\n");
                deliver(refusal.withHeader("Connection", "close"), false, out);
                return;
            }
            if (request.isPresent()) {
                deliver(answer(request.get()), request.get().acceptsGzip(), out);
            }
            open = request.isPresent() && !request.get().closesConnection();
        }
    }

    /** A mistake of the handler's must reach whoever reads the answer, not vanish with a thread. */
    private HttpAnswer answer(HttpRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            return HttpAnswer.of(500, "text/plain; charset=utf-8", "the sandbox failed: " + e + "\n");
        }
    }

    private void deliver(HttpAnswer answer, boolean gzip, OutputStream out) throws IOException {
        if (answer.delivery() instanceof Delivery.Dropped) {
            throw new IOException("dropped, as scripted");
        }
        if (answer.delivery() instanceof Delivery.Delayed delayed) {
            pause.of(delayed.pause());
        }
        out.write(head(answer, gzip).getBytes(StandardCharsets.ISO_8859_1));
        ChunkedOutputStream chunks = new ChunkedOutputStream(out);
        OutputStream faulty = new FaultyOutputStream(chunks, answer.delivery(), pause);
        if (gzip) {
            FastGzipOutputStream compressed = new FastGzipOutputStream(faulty);
            answer.body().writeTo(compressed);
            compressed.finish();
        } else {
            answer.body().writeTo(faulty);
        }
        chunks.finish();
    }

    private static String head(HttpAnswer answer, boolean gzip) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(' ');
        head.append(reason(answer.status())).append("\r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (gzip) {
            head.append("Content-Encoding: gzip\r\n");
        }
        return head.append("Transfer-Encoding: chunked\r\n\r\n").toString();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 307 -> "Temporary Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 422 -> "Unprocessable Entity";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            // RFC 9112, 4: the phrase may be empty, clients go by the number.
            default -> "";
        };
    }
}
