package dev.ticketsql.resilience;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Answers that are too large for any program, and where they end, for this one. */
enum HostileAnswer {
    STRING_OF_50_MB(out -> {
        write(out, Text.OK + Text.EVENT + "\"child_events\":[{\"body\":\"");
        repeat(out, "x", 50 << 20);
        write(out, "\"}]}" + Text.END);
    }),
    /** Each letter takes two bytes in the heap, for the one of another alphabet among them. */
    STRING_OF_3_MB_IN_TWO_ALPHABETS(out -> {
        write(out, Text.OK + Text.EVENT + "\"child_events\":[{\"body\":\"\u00e9\u0436");
        repeat(out, "x", 3 << 20);
        write(out, "\",\"event_type\":\"Comment\"}]}" + Text.END);
    }),
    EVENT_OF_MANY_STRINGS(out -> {
        write(out, Text.OK + Text.EVENT + "\"metadata\":[");
        repeat(out, "\"" + "x".repeat(1_000) + "\",", 100_000);
        write(out, "0]}" + Text.END);
    }),
    EVENT_OF_MANY_KEYS(out -> {
        write(out, Text.OK + Text.EVENT);
        for (int i = 0; i < 5_000_000; i++) {
            write(out, "\"k" + i + "\":" + i + ",");
        }
        write(out, "\"z\":0}" + Text.END);
    }),
    KEY_OF_50_MB(out -> {
        write(out, Text.OK + Text.EVENT + "\"");
        repeat(out, "k", 50 << 20);
        write(out, "\":1}" + Text.END);
    }),
    NUMBER_OF_50_MB(out -> {
        write(out, Text.OK + Text.EVENT + "\"x\":");
        repeat(out, "1", 50 << 20);
        write(out, "}" + Text.END);
    }),
    DEPTH_OF_A_MILLION(out -> {
        write(out, Text.OK + Text.EVENT + "\"metadata\":");
        repeat(out, "[", 1_000_000);
    }),
    BOMB_IN_A_STRING(out -> bomb(out, Text.OK_GZIP, Text.EVENT + "\"metadata\":\"", "x")),
    BOMB_OF_SPACES(out -> bomb(out, Text.OK_GZIP, "{", " ")),
    ENDLESS_EVENTS(out -> {
        write(out, Text.OK + "{\"ticket_events\":[");
        repeat(out, "{\"id\":1,\"timestamp\":9},", Long.MAX_VALUE);
    }),
    STRING_OF_50_MB_IN_THE_ENVELOPE(out -> {
        write(out, Text.OK + "{\"x\":\"");
        repeat(out, "x", 50 << 20);
        write(out, "\"," + Text.NO_EVENTS.substring(1));
    }),
    /** Headers, a line of one and a part of a body are not answers: the next request gets one. */
    ENDLESS_HEADERS(out -> {
        write(out, "HTTP/1.1 200 OK\r\n");
        repeat(out, "x-header: " + "x".repeat(1_000) + "\r\n", Long.MAX_VALUE);
    }),
    ENDLESS_HEADER(out -> {
        write(out, "HTTP/1.1 200 OK\r\nx-header: ");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_STATUS(out -> {
        write(out, "HTTP/1.1 200 ");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_CHUNK_EXTENSION(out -> {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5;");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_ERROR(out -> {
        write(out, "HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n");
        repeat(out, "trouble ", Long.MAX_VALUE);
    });

    /** Writer of the bytes of an answer. */
    @FunctionalInterface
    interface Bytes {

        /** Writes as many as are read. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Texts of answers, which an enum's own constants may not use. */
    private static final class Text {

        static final String OK =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        static final String OK_GZIP = OK.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n");
        static final String EVENT = "{\"ticket_events\":[{\"id\":1,\"timestamp\":9,";
        static final String END = "],\"end_of_stream\":true}";
        static final String NO_EVENTS = "{\"ticket_events\":[" + END;
    }

    private final Bytes bytes;

    HostileAnswer(Bytes bytes) {
        this.bytes = bytes;
    }

    /** A server that answers with it once, and then with a page without events. */
    HostileServer server() throws IOException {
        return new HostileServer((out, requests) -> {
            if (requests == 0) {
                bytes.writeTo(out);
            } else {
                write(out, Text.OK + Text.NO_EVENTS);
            }
        });
    }

    private static void bomb(OutputStream out, String head, String start, String repeated) throws IOException {
        write(out, head);
        GZIPOutputStream compressed = new GZIPOutputStream(out, 1 << 16);
        write(compressed, start);
        // Ten gigabytes of one letter are ten megabytes.
        repeat(compressed, repeated, (10L << 30) / repeated.length());
        compressed.close();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void repeat(OutputStream out, String text, long times) throws IOException {
        int perBlock = (int) Math.max(1, Math.min(times, (1 << 16) / text.length()));
        byte[] block = text.repeat(perBlock).getBytes(StandardCharsets.UTF_8);
        for (long left = times; left > 0; left -= perBlock) {
            out.write(block, 0, (int) Math.min(block.length, left * text.length()));
        }
    }
}
