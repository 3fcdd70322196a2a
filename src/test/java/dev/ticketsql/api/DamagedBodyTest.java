package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what their {@code Content-Encoding} says, whole as HTTP counts them. */
final class DamagedBodyTest {

    /** Enough for several blocks of gzip. */
    private static final int EVENTS = 400;

    private static final String BROKE_OFF = "broke off: the connection was closed";

    private static final String ASKED =
            "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered 200 OK"
                    + " (x-request-id: sandbox-8), but its body ";

    @AutoClose
    private final ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(EVENTS));

    /** A body that gzip cannot be. */
    enum Damage {
        BAD_MAGIC("is not gzip, as its Content-Encoding says", (plain, gzip) -> with(gzip, 0, 0x20)),
        PLAIN("is not gzip, as its Content-Encoding says", (plain, gzip) -> plain),
        NOTHING(BROKE_OFF, (plain, gzip) -> new byte[3]),
        BAD_CHECKSUM(
                "is damaged: its gzip checksum does not match", (plain, gzip) -> with(gzip, gzip.length - 8, 0x01)),
        BAD_LENGTH("is damaged: its gzip checksum does not match", (plain, gzip) -> with(gzip, gzip.length - 1, 0x01)),
        TRUNCATED(
                "is damaged: its gzip data ends too early", (plain, gzip) -> Arrays.copyOf(gzip, gzip.length * 2 / 3)),
        WITHOUT_CHECKSUM(BROKE_OFF, (plain, gzip) -> Arrays.copyOf(gzip, gzip.length - 8)),
        BROKEN_DEFLATE("is damaged: its gzip data cannot be decoded", (plain, gzip) -> with(gzip, 10, 0x07)),
        MORE_BEHIND("is damaged: more than its gzip data came", (plain, gzip) -> Arrays.copyOf(gzip, gzip.length + 5));

        private final String sentence;
        // Not changed after this; its type does not show it.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Change change;

        Damage(String sentence, Change change) {
            this.sentence = sentence;
            this.change = change;
        }

        Fault fault() {
            return served("gzip", change);
        }
    }

    /** Makes the sent body of the page and its gzip. */
    @FunctionalInterface
    interface Change {
        byte[] of(byte[] plain, byte[] gzip);
    }

    private static byte[] with(byte[] bytes, int place, int difference) {
        byte[] changed = bytes.clone();
        changed[place] ^= (byte) difference;
        return changed;
    }

    /** The healthy page in other bytes, under that coding. */
    private static Fault served(String coding, Change change) {
        return new Fault(
                healthy -> {
                    ByteArrayOutputStream plain = new ByteArrayOutputStream();
                    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
                    try (GZIPOutputStream compressed = new GZIPOutputStream(gzip)) {
                        healthy.body().writeTo(plain);
                        compressed.write(plain.toByteArray());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    byte[] body = change.of(plain.toByteArray(), gzip.toByteArray());
                    return sent(healthy, coding, body);
                },
                1,
                received -> true);
    }

    private static HttpResponse sent(HttpResponse healthy, String coding, byte[] body) {
        UnaryOperator<byte[]> change = wire -> {
            String head = new String(wire, StandardCharsets.ISO_8859_1).replaceFirst("(?s)\r\n\r\n.*", "\r\n");
            byte[] changed = (head.replaceAll("(?i)(transfer|content)-encoding: [^\r]*\r\n", "") + coding(coding)
                            + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            byte[] whole = Arrays.copyOf(changed, changed.length + body.length);
            System.arraycopy(body, 0, whole, changed.length, body.length);
            return whole;
        };
        return healthy.withHeader("Connection", "close").with(new Delivery.Altered(change, false));
    }

    private static String coding(String coding) {
        return coding.isEmpty() ? "" : "Content-Encoding: " + coding + "\r\n";
    }

    private List<Long> keptIds() {
        return account.kept.events().stream().map(TicketEvent::id).toList();
    }

    private static List<Long> allIds() {
        return ServedAccount.eventPerSecond(EVENTS).stream()
                .map(event -> event.instantSec() + 7_000)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedGzipBodyIsRequestedAgain(Damage damage) throws Exception {
        account.with(damage.fault());
        Page page = account.read();
        assertEquals(EVENTS, page.eventCount());
        assertEquals(allIds(), keptIds());
        assertEquals(List.of(200, 200), account.statuses());
        assertEquals(List.of(Duration.ofMillis(500)), account.waits());
    }

    @ParameterizedTest
    @EnumSource
    void aGzipBodyThatStaysDamagedIsNamed(Damage damage) {
        account.with(damage.fault().always());
        ApiException failure = account.failure();
        assertEquals(
                ASKED + damage.sentence + "; attempt 8 of 8. "
                        + (damage.sentence.equals(BROKE_OFF)
                                ? "The connection loses data"
                                : "The connection, or a proxy on it, changes data")
                        + "; ask again later, what was fetched before is kept",
                account.anyPort(failure.getMessage()));
        assertEquals(ErrorKind.CONNECTION_BROKEN, failure.kind());
        assertEquals(Collections.nCopies(8, 200), account.statuses());
    }

    /** A wrong bit makes other text of which the parser tells first: the checksum decides what was wrong. */
    @Test
    void aWrongBitAnywhereIsNeverTakenForAnAnswerOfAnotherServer() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int place = random.nextInt(1 << 20);
            int bit = 1 << random.nextInt(8);
            account.with(served("gzip", (plain, gzip) -> with(gzip, place % gzip.length, bit)));
            account.read();
            assertEquals(allIds(), keptIds(), () -> "bit " + bit + " of byte " + place);
        }
        assertTrue(account.waits().size() > 250, () -> account.waits().size() + " were damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void aCodingThatWasNotAskedForIsNamed(String coding) {
        account.with(served(coding, (plain, gzip) -> gzip).always());
        assertEquals(
                ASKED.replace("sandbox-8), but its body ", "sandbox-1)") + ", with a body in Content-Encoding " + coding
                        + ", which was not asked for; attempt 1 of 1. Check that subdomain or baseUrl is the API's and"
                        + " that no proxy or log-in page answers in its place",
                account.message());
    }

    @Test
    void theBodyOfAnErrorInAnotherCodingIsNotShown() {
        Fault refused = served("br", (plain, gzip) -> gzip);
        account.with(new Fault(
                healthy -> refused.effect()
                        .apply(new HttpResponse(403, healthy.headers(), healthy.body(), healthy.delivery())),
                1,
                received -> true));
        assertEquals(
                ASKED.replace(
                                "200 OK (x-request-id: sandbox-8), but its body ",
                                "403 Forbidden (x-request-id: sandbox-1)")
                        + ", with a body in Content-Encoding br, which was not asked for; attempt 1 of 1. The export is"
                        + " for admins: use an admin's credentials, an OAuth token with scope read",
                account.message());
    }

    @Test
    void aPlainBodyIsReadUnderIdentity() throws Exception {
        account.with(served("identity", (plain, gzip) -> plain));
        assertEquals(EVENTS, account.read().eventCount());
        assertEquals(List.of(200), account.statuses());
    }

    /** This machine's clock is ahead by less than a minute. */
    @ParameterizedTest
    @CsvSource({"2, 2", "60, 60"})
    void aStartThatIsTooRecentBySecondsIsWaitedFor(int aheadSec, int waitSec) throws Exception {
        long nowSec = account.clock.nowSec();
        account.read(nowSec - 61 + aheadSec);
        assertEquals(List.of(400, 200), account.statuses());
        assertEquals(List.of(Duration.ofSeconds(waitSec)), account.waits());
    }

    @Test
    void aStartThatIsTooRecentByMoreIsRefusedWithTheTimeToAskAgain() {
        account.with(Fault.status(400, "{\"error\":\"StartTimeTooRecent\"}")
                .withHeaders(Map.of("Date", "Thu, 01 Jan 1970 00:00:00 GMT")));
        ApiException failure = account.failure();
        assertEquals(ErrorKind.REQUEST_REFUSED, failure.kind());
        assertTrue(
                String.valueOf(failure.getMessage())
                        .contains("The server's clock says 1970-01-01T00:00:00Z, and the API withholds its last minute:"
                                + " this machine's clock is ahead; set it, or ask again after 1970-01-01T00:01:01Z,"
                                + " what was fetched before is kept"),
                () -> String.valueOf(failure.getMessage()));
    }
}
