package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ticketsql.sandbox.Fault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that a server or proxy gives back, in the encodings of error pages, whole or cut. */
final class SecretsTest {

    private static final String PASSWORD = "p&ss/wörd <+> \"quoted\" =%41";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("a@b.c:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final Secrets secrets = new Secrets();

    private void give(String... values) {
        for (String value : values) {
            secrets.add(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw",
                "url",
                "form",
                "url twice",
                "html",
                "html numbers",
                "json",
                "json unicode",
                "json in html",
                "url in html in json",
                "upper",
                "lower"
            })
    void aPasswordIsHiddenInEveryEncoding(String encoding) {
        give(PASSWORD);
        String reflected = switch (encoding) {
            case "raw" -> PASSWORD;
            case "url" -> url(PASSWORD);
            case "form" -> URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
            case "url twice" -> url(url(PASSWORD));
            case "html" -> html(PASSWORD);
            case "html numbers" ->
                PASSWORD.chars().mapToObj(each -> "&#" + each + ";").collect(Collectors.joining());
            case "json" -> json(PASSWORD);
            case "json unicode" ->
                PASSWORD.chars()
                        .mapToObj(each -> String.format("\\u%04x", each))
                        .collect(Collectors.joining());
            case "json in html" -> html(json(PASSWORD));
            case "url in html in json" -> json(html(url(PASSWORD)));
            case "upper" -> PASSWORD.toUpperCase(Locale.ROOT).replace("Ö", "ö");
            default -> PASSWORD.toLowerCase(Locale.ROOT);
        };

        assertEquals("was <b>***</b>, not accepted", secrets.hide("was <b>" + reflected + "</b>, not accepted"));
    }

    @Test
    void theBasicHeaderIsHiddenInBase64OfBothAlphabets() {
        give(BASIC);

        assertEquals("Basic ***.", secrets.hide("Basic " + BASIC + "."));
        assertEquals("Basic ***.", secrets.hide("Basic " + url(BASIC) + "."));
        assertEquals(
                "Basic ***.",
                secrets.hide(
                        "Basic " + BASIC.replace('+', '-').replace('/', '_').replace("=", "") + "."));
    }

    /** A message shows the beginning of a body, and a proxy the end of a header. */
    @Test
    void aPartOfASecretIsHidden() {
        give("abcdefghijklmnopqrstuvwxyz0123456789");

        assertEquals("token ***...", secrets.hide("token abcdefghijklmnopqrst..."));
        assertEquals("...***", secrets.hide("...qrstuvwxyz0123456789"));
        assertEquals("what is ghijklm? ***", secrets.hide("what is ghijklm? ghijklmn"));
    }

    @Test
    void whatIsNoSecretStays() {
        give("hunter2", "abcdefghijkl");

        for (String text : new String[] {
            "",
            "100% of &amp; \\u0041 \\ & %",
            "hunter",
            "HTTP 502 <h1>Bad Gateway</h1>",
            "größe 🦆 %zz &#x110000; \\u12"
        }) {
            assertEquals(text, secrets.hide(text));
        }
        assertEquals("*** and ***", secrets.hide("hunter2 and HUNTER2"));
    }

    /** The page is cut at 200 characters, inside the token. */
    @ParameterizedTest
    @CsvSource({"150", "180", "192", "195", "198"})
    void aReflectedTokenThatAMessageCutsShowsNothingOfItself(int before) {
        String token = "tok-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ";
        try (ServedAccount account = ServedAccount.of("{\"id\":1,\"timestamp\":100}")) {
            account.with(Fault.text(403, "x".repeat(before) + "Bearer " + token + " was refused"));

            String message = String.valueOf(account.failure(account.client(new Credentials.Bearer(token)))
                    .getMessage());

            for (int part = 0; part + 5 <= token.length(); part++) {
                assertFalse(message.contains(token.substring(part, part + 5)), message);
            }
        }
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
    }
}
