package dev.ticketsql.resilience;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Answers that are too large for any program, and where they end, for this one. */
@SuppressWarnings("ImmutableEnumChecker") // Its fields are lambdas without state.
enum HostileAnswer {
    STRING_OF_50_MB(Text.LARGE_EVENT, out -> {
        write(out, Text.OK + Text.EVENT + "\"child_events\":[{\"body\":\"");
        repeat(out, "x", 50 << 20);
        write(out, "\"}]}" + Text.END);
    }),
    /** Each letter takes two bytes in the heap, for the one of another alphabet among them. */
    STRING_OF_3_MB_IN_TWO_ALPHABETS(Text.ROWS, out -> {
        write(out, Text.OK + Text.EVENT + "\"child_events\":[{\"body\":\"\u00e9\u0436");
        repeat(out, "x", 3 << 20);
        write(out, "\",\"event_type\":\"Comment\"}]}" + Text.END);
    }),
    EVENT_OF_MANY_STRINGS(Text.LARGE_EVENT, out -> {
        write(out, Text.OK + Text.EVENT + "\"metadata\":[");
        repeat(out, "\"" + "x".repeat(1_000) + "\",", 100_000);
        write(out, "0]}" + Text.END);
    }),
    EVENT_OF_MANY_KEYS(Text.LARGE_EVENT, out -> {
        write(out, Text.OK + Text.EVENT);
        for (int i = 0; i < 5_000_000; i++) {
            write(out, "\"k" + i + "\":" + i + ",");
        }
        write(out, "\"z\":0}" + Text.END);
    }),
    KEY_OF_50_MB(Text.REFUSED + "Name length .*", out -> {
        write(out, Text.OK + Text.EVENT + "\"");
        repeat(out, "k", 50 << 20);
        write(out, "\":1}" + Text.END);
    }),
    NUMBER_OF_50_MB(Text.LARGE_EVENT, out -> {
        write(out, Text.OK + Text.EVENT + "\"x\":");
        repeat(out, "1", 50 << 20);
        write(out, "}" + Text.END);
    }),
    DEPTH_OF_A_MILLION(Text.REFUSED + "Document nesting depth .*", out -> {
        write(out, Text.OK + Text.EVENT + "\"metadata\":");
        repeat(out, "[", 1_000_000);
    }),
    BOMB_IN_A_STRING(Text.LARGE_EVENT, out -> bomb(out, Text.OK_GZIP, Text.EVENT + "\"metadata\":\"", "x")),
    BOMB_OF_SPACES(Text.REFUSED + "is not over after 512 MB, .*", out -> bomb(out, Text.OK_GZIP, "{", " ")),
    ENDLESS_EVENTS(Text.REFUSED + "is one event more than the 100000 .*", out -> {
        write(out, Text.OK + "{\"ticket_events\":[");
        repeat(out, "{\"id\":1,\"timestamp\":9},", Long.MAX_VALUE);
    }),
    STRING_OF_50_MB_IN_THE_ENVELOPE(Text.ROWS, out -> {
        write(out, Text.OK + "{\"x\":\"");
        repeat(out, "x", 50 << 20);
        write(out, "\"," + Text.NO_EVENTS.substring(1));
    }),
    /** Headers, a line of one and a part of a body are not answers: the next request gets one. */
    ENDLESS_HEADERS(Text.ROWS, out -> {
        write(out, "HTTP/1.1 200 OK\r\n");
        repeat(out, "x-header: " + "x".repeat(1_000) + "\r\n", Long.MAX_VALUE);
    }),
    ENDLESS_HEADER(Text.ROWS, out -> {
        write(out, "HTTP/1.1 200 OK\r\nx-header: ");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_STATUS(Text.ROWS, out -> {
        write(out, "HTTP/1.1 200 ");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_INTERIM_ANSWERS(Text.ROWS, out -> repeat(out, "HTTP/1.1 103 Early Hints\r\n\r\n", Long.MAX_VALUE)),
    ENDLESS_CHUNK_EXTENSION(Text.ENDLESS_CHUNK, out -> {
        write(out, Text.OK_CHUNKED + "1;");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_CHUNK_EXTENSION_IN_A_PAGE(Text.ENDLESS_CHUNK, out -> {
        write(out, Text.OK_CHUNKED + "c\r\n{\"x\":\"y\",  \r\n1;");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_CHUNK_END(Text.ENDLESS_CHUNK, out -> {
        write(out, Text.OK_CHUNKED + "1\r\n{");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_CHUNK_EXTENSION_OF_AN_ERROR(Text.ROWS, out -> {
        write(out, Text.OK_CHUNKED.replace("200 OK", "500 Internal Server Error") + "1;");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_CHUNKS_OF_NOTHING_COMPRESSED(Text.REFUSED + "comes in a chunk .*", out -> {
        write(out, Text.OK_GZIP);
        // A gzip header, and empty blocks for ever.
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
        byte[] blocks = new byte[5 << 12];
        for (int i = 0; i < blocks.length; i += 5) {
            blocks[i + 3] = (byte) 0xff;
            blocks[i + 4] = (byte) 0xff;
        }
        while (true) {
            out.write(blocks);
        }
    }),
    /** Trailers have the limit of headers; the page before them is not read to its end. */
    ENDLESS_TRAILERS(Text.ROWS, out -> {
        write(out, Text.OK_CHUNKED + "29\r\n" + Text.NO_EVENTS + "\r\n0\r\n");
        repeat(out, "x-trailer: " + "x".repeat(1_000) + "\r\n", Long.MAX_VALUE);
    }),
    ENDLESS_TRAILER(Text.ROWS, out -> {
        write(out, Text.OK_CHUNKED + "29\r\n" + Text.NO_EVENTS + "\r\n0\r\nx-trailer: ");
        repeat(out, "x", Long.MAX_VALUE);
    }),
    ENDLESS_ERROR(Text.ROWS, out -> {
        write(out, "HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n");
        repeat(out, "trouble ", Long.MAX_VALUE);
    });

    static final String OK = Text.OK;

    /** Writer of the bytes of an answer. */
    @FunctionalInterface
    interface Bytes {

        /** Writes as many as are read. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Texts of answers, which an enum's own constants may not use. */
    private static final class Text {

        static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        static final String OK_CHUNKED = OK.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n");
        static final String OK_GZIP = OK.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n");
        /** Statements that count rows, and those that do not. */
        static final String ROWS = "rows 1 characters 1";

        static final String REFUSED = "54000 GET .*per_page=1000&start_time=0 answered 200 OK, but \\$.* ";
        static final String LARGE_EVENT =
                REFUSED + "is larger than 4 MB, the most for one event .*; attempt 1 of 1\\. .*";
        static final String ENDLESS_CHUNK = REFUSED + "comes in a chunk whose head, .* is not over after 1 MB, .*";
        static final String EVENT = "{\"ticket_events\":[{\"id\":1,\"timestamp\":9,";
        static final String END = "],\"end_of_stream\":true}";
        static final String NO_EVENTS = "{\"ticket_events\":[" + END;
    }

    private final String expected;
    private final Bytes bytes;

    HostileAnswer(String expected, Bytes bytes) {
        this.expected = expected;
        this.bytes = bytes;
    }

    /** Pattern of the program's line. */
    String expected() {
        return expected;
    }

    /** True if it is a page, however odd. */
    boolean isAnswer() {
        return name().startsWith("STRING");
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

    static void repeat(OutputStream out, String text, long times) throws IOException {
        int perBlock = (int) Math.max(1, Math.min(times, (1 << 16) / text.length()));
        byte[] block = text.repeat(perBlock).getBytes(StandardCharsets.UTF_8);
        for (long left = times; left > 0; left -= perBlock) {
            out.write(block, 0, left < perBlock ? (int) left * text.length() : block.length);
        }
    }
}
