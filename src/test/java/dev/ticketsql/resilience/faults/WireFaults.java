package dev.ticketsql.resilience.faults;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Connections that break, and bytes that are not HTTP. */
final class WireFaults {

    /** It is sent before the body begins, and a statement is cancelled while its body comes. */
    private static final int GZIP_HEADER_BYTES = 10;

    private static final String END_OF_HEAD = "\r\n\r\n";

    private WireFaults() {}

    static Fault closed(FaultSite site) {
        return Fault.drop();
    }

    static Fault resetBeforeHeaders(FaultSite site) {
        return altered(true, wire -> new byte[0]);
    }

    static Fault resetAfterHeaders(FaultSite site) {
        int percent = site.choices().below(100);
        return altered(true, wire -> {
            int head = headLength(wire);
            return Arrays.copyOf(wire, head + (wire.length - head - 1) * percent / 100);
        });
    }

    static Fault cutInHeaders(FaultSite site) {
        int percent = site.choices().below(100);
        return altered(false, wire -> Arrays.copyOf(wire, Math.max(1, headLength(wire) * percent / 100 - 3)));
    }

    static Fault cutInBody(FaultSite site) {
        int percent = site.choices().below(101);
        return altered(false, wire -> {
            int head = headLength(wire);
            return Arrays.copyOf(wire, head + (wire.length - head - 1) * percent / 100);
        });
    }

    static Fault brokenChunks(FaultSite site) {
        Choices choices = site.choices();
        String size = choices.one("zz", "-5", "", "7fffffff", "ffffffffffffffffff", "0", "1", "20");
        boolean isSize = choices.percent(70);
        return altered(false, wire -> {
            String text = latin(wire);
            int head = headLength(wire);
            String chunk = isSize ? text.substring(head).replaceFirst("^[0-9a-f]+", size) : text.substring(head);
            return bytes(text.substring(0, head)
                    + (isSize ? chunk : chunk.substring(0, chunk.length() - "0\r\n\r\n".length()) + "junk"));
        });
    }

    /** One wrong bit of the compressed body, often of its magic number or its checksum. */
    static Fault brokenGzip(FaultSite site) {
        int percent = site.choices().one(0, 100, site.choices().below(100));
        int bit = 1 << site.choices().below(8);
        return altered(false, wire -> {
            byte[] broken = wire.clone();
            int from = latin(wire).indexOf("\r\n", headLength(wire)) + 2;
            int to = wire.length - "\r\n0\r\n\r\n".length();
            broken[from + (to - from - 1) * percent / 100] ^= (byte) bit;
            return broken;
        });
    }

    /** Less or more than the compressed body, in whole chunks. */
    static Fault cutGzip(FaultSite site) {
        int percent = site.choices().one(0, 99, 101, site.choices().below(100));
        return altered(false, wire -> {
            int head = headLength(wire);
            int from = latin(wire).indexOf("\r\n", head) + 2;
            int to = wire.length - "\r\n0\r\n\r\n".length();
            String body = latin(Arrays.copyOfRange(wire, from, from + (to - from) * percent / 100));
            return bytes(latin(wire).substring(0, head) + Integer.toHexString(body.length()) + "\r\n" + body
                    + (body.isEmpty() ? "\r\n" : "\r\n0\r\n\r\n"));
        });
    }

    /** A plain body that says it is gzip. */
    static Fault plainAsGzip(FaultSite site) {
        return Alteration.of(healthy -> {
            byte[] body = Alteration.body(healthy);
            return ending(
                    healthy,
                    wire -> bytes(head(wire).replaceAll("(?i)transfer-encoding: [^\r]*\r\n", "") + "Content-Length: "
                            + body.length + END_OF_HEAD + latin(body)));
        });
    }

    /** A compressed body that says it is plain, or compressed otherwise. */
    static Fault wrongEncoding(FaultSite site) {
        String encoding = site.choices().one("", "Content-Encoding: br\r\n", "Content-Encoding: deflate\r\n");
        return Alteration.of(healthy -> ending(
                healthy,
                wire -> bytes(head(wire).replaceAll("(?i)content-encoding: [^\r]*\r\n", encoding)
                        + "\r\n"
                        + latin(wire).substring(headLength(wire)))));
    }

    static Fault wrongLength(FaultSite site) {
        long difference = site.choices().one(-40, -1, 1, 40, 1_000_000, -1_000_000);
        return Alteration.of(healthy -> {
            byte[] body = Alteration.body(healthy);
            return ending(
                    healthy,
                    wire -> bytes(head(wire).replaceAll("(?i)(transfer|content)-encoding: [^\r]*\r\n", "")
                            + "Content-Length: " + (body.length + difference) + END_OF_HEAD + latin(body)));
        });
    }

    static Fault malformedHead(FaultSite site) {
        String status = site.choices()
                .one("HTTP/1.1 2OO OK", "ICY 200 OK", "HTTP/9.9 200 OK", "HTTP/1.1", "\u0000", "HTTP/1.1 -200 OK", "");
        return altered(false, wire -> bytes(latin(wire).replaceFirst("[^\r]*", status)));
    }

    static Fault interimAnswer(FaultSite site) {
        String interim = site.choices()
                .one("HTTP/1.1 100 Continue", "HTTP/1.1 103 Early Hints\r\nLink: </x>", "HTTP/1.1 102 Processing");
        return altered(false, wire -> bytes(interim + END_OF_HEAD + latin(wire)));
    }

    static Fault fragments(FaultSite site) {
        int pieceBytes = 1 + site.choices().below(60);
        return Alteration.of(healthy -> healthy.with(new Delivery.Trickled(pieceBytes, Duration.ZERO)));
    }

    /** Stops in the middle of the body, and the statement is cancelled then. */
    static Fault stalled(FaultSite site) {
        int percent = site.choices().below(90);
        return Alteration.of(healthy -> {
            byte[] body = Alteration.body(healthy);
            int part = body.length * percent / 100;
            return healthy.with((HttpResponse.Body) out -> {
                        out.write(body, 0, part);
                        out.flush();
                        site.cancel();
                        out.write(body, part, body.length - part);
                    })
                    .with(new Delivery.Stalled(Math.max(GZIP_HEADER_BYTES, part / 20)));
        });
    }

    static Fault cancelled(FaultSite site) {
        site.cancel();
        return new Fault(healthy -> healthy, 1, received -> true);
    }

    private static Fault altered(boolean isReset, UnaryOperator<byte[]> change) {
        return Alteration.of(healthy -> ClockFaults.closing(healthy).with(new Delivery.Altered(change, isReset)));
    }

    private static HttpResponse ending(HttpResponse healthy, UnaryOperator<byte[]> change) {
        return ClockFaults.closing(healthy).with(new Delivery.Altered(change, false));
    }

    /** The length of the head with the empty line behind it. */
    private static int headLength(byte[] wire) {
        return latin(wire).indexOf(END_OF_HEAD) + END_OF_HEAD.length();
    }

    /** The head, its last line ended, without the empty line. */
    private static String head(byte[] wire) {
        return latin(wire).substring(0, headLength(wire) - END_OF_HEAD.length() + 2);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
