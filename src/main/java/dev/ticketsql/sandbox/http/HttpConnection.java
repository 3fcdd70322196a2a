package dev.ticketsql.sandbox.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Connection of a client: reads requests one by one and sends the responses, until either side closes. */
final class HttpConnection {

    /** A client that sends nothing for so long has nothing left to send. */
    private static final int LINGER_MILLIS = 1_000;

    /** A client that sends more gets a reset. */
    private static final long MAX_LINGER_BYTES = 1 << 20;

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
     * @throws IOException if the client went away, or an injected fault closes the connection
     */
    void serve() throws IOException {
        // Without it the last small packet of a response waits up to 40 ms for the client's delayed acknowledgement.
        socket.setTcpNoDelay(true);
        RequestReader requests = new RequestReader(new BufferedInputStream(socket.getInputStream()));
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        boolean open = true;
        while (open) {
            Optional<HttpRequest> request;
            try {
                request = requests.next();
            } catch (MalformedRequestException e) {
                HttpResponse refusal = HttpResponse.of(e.status(), "text/plain; charset=utf-8", e.getMessage() + "\n");
                deliver(refusal, HttpRequest.UNREADABLE, out);
                linger();
                return;
            }
            if (request.isPresent()) {
                deliver(answer(request.get()), request.get(), out);
            }
            open = request.isPresent() && !request.get().closesConnection();
        }
    }

    /**
     * Reads the rest of a request before the close: with unread bytes, TCP would reset the connection and the response
     * would be lost.
     */
    private void linger() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        socket.getInputStream().skip(MAX_LINGER_BYTES);
    }

    /** Turns an exception of the handler into a response, so that the client sees it. */
    private HttpResponse answer(HttpRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            return HttpResponse.of(500, "text/plain; charset=utf-8", "the sandbox failed: " + e + "\n");
        }
    }

    private void deliver(HttpResponse answer, HttpRequest request, OutputStream out) throws IOException {
        if (answer.delivery() instanceof Delivery.Dropped) {
            throw new IOException("dropped, as injected");
        }
        if (answer.delivery() instanceof Delivery.Altered altered) {
            sendAltered(answer, altered, request, out);
        }
        if (answer.delivery() instanceof Delivery.Delayed delayed) {
            pause.of(delayed.pause());
        }
        send(answer, request, out);
    }

    private void send(HttpResponse answer, HttpRequest request, OutputStream out) throws IOException {
        out.write(head(answer, request).getBytes(StandardCharsets.ISO_8859_1));
        if (!request.isHead()) {
            if (request.understandsChunks()) {
                ChunkedOutputStream chunks = new ChunkedOutputStream(out);
                writeBody(answer, request, chunks);
                chunks.finish();
            } else {
                writeBody(answer, request, out);
            }
        }
        out.flush();
    }

    private void sendAltered(HttpResponse answer, Delivery.Altered altered, HttpRequest request, OutputStream out)
            throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        send(answer.with(new Delivery.Whole()), request, whole);
        out.write(altered.change().apply(whole.toByteArray()));
        out.flush();
        if (altered.isReset()) {
            // A close without lingering is a reset.
            socket.setSoLinger(true, 0);
        }
        throw new IOException("ended, as injected");
    }

    /** Waits until the client has closed the connection, which the end of its bytes shows. */
    private void stall() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        throw new IOException("stalled, as injected");
    }

    private void writeBody(HttpResponse answer, HttpRequest request, OutputStream out) throws IOException {
        OutputStream faulty = new FaultyOutputStream(out, answer.delivery(), pause, this::stall);
        if (request.acceptsGzip()) {
            FastGzipOutputStream compressed = new FastGzipOutputStream(faulty);
            answer.body().writeTo(compressed);
            compressed.finish();
        } else {
            answer.body().writeTo(faulty);
        }
    }

    private static String head(HttpResponse answer, HttpRequest request) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(' ');
        head.append(reason(answer.status())).append("\r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (request.acceptsGzip()) {
            head.append("Content-Encoding: gzip\r\n");
        }
        if (request.understandsChunks()) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        if (request.closesConnection()) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 406 -> "Not Acceptable";
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
