package dev.ticketsql.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ticketsql.api.page.MalformedPageException;
import dev.ticketsql.api.page.OversizedAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import okhttp3.Response;

/**
 * Coding of an answer's body. OkHttp asks for gzip and decodes it; of a damaged one it hands out what cannot be parsed
 * before it comes to the checksum that tells why.
 */
final class ContentCoding {

    private static final String HEADER = "Content-Encoding";

    /** More than a page of 1000 events has, and less than a second's reading. */
    private static final long CHECKED_BYTES = 64 << 20;

    private ContentCoding() {}

    /** The coding of a body that was not asked for and cannot be decoded, as {@code br}; empty for any other body. */
    static Optional<String> undecoded(Response answer) {
        return Optional.ofNullable(answer.header(HEADER))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
    }

    /**
     * The cause of a failure to read {@code body}: the damage of a gzip body, if there is one behind a text that cannot
     * be parsed; else {@code failure} itself.
     */
    static IOException cause(Response answer, InputStream body, IOException failure) {
        boolean isOfText = failure instanceof JsonProcessingException
                || failure instanceof MalformedPageException
                || failure instanceof OversizedAnswerException;
        if (!isOfText || !isGzip(answer)) {
            return failure;
        }
        try {
            byte[] buffer = new byte[1 << 13];
            long bytes = 0;
            int count = body.read(buffer);
            while (count >= 0 && bytes < CHECKED_BYTES) {
                bytes += count;
                count = body.read(buffer);
            }
            return failure;
        } catch (InterruptedIOException | PacedStream.SlowBodyException | OversizedAnswerException e) {
            return failure;
        } catch (IOException e) {
            return e;
        }
    }

    private static boolean isGzip(Response answer) {
        Response sent = answer.networkResponse();
        return sent != null && "gzip".equalsIgnoreCase(sent.header(HEADER));
    }

    /** What is wrong with a gzip body, as a part of a sentence; empty if the failure is about something else. */
    static Optional<String> damage(IOException failure) {
        // The words of Okio's GzipSource and InflaterSource, which have no exceptions of their own.
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("ID1ID2: ")) {
            return Optional.of("is not gzip, as its Content-Encoding says");
        }
        if (message.matches("(FHCRC|CRC|ISIZE): actual .*")) {
            return Optional.of("is damaged: its gzip checksum does not match");
        }
        if (message.startsWith("gzip finished")) {
            return Optional.of("is damaged: more than its gzip data came");
        }
        if (failure.getCause() instanceof DataFormatException) {
            return Optional.of("is damaged: its gzip data cannot be decoded");
        }
        // Without this message, the end may be that of the connection.
        return message.equals("source exhausted prematurely")
                ? Optional.of("is damaged: its gzip data ends too early")
                : Optional.empty();
    }
}
