package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of properties for tools, and odd URLs: a list, or an SQLException in a sentence. */
final class PropertyListTest {

    private static final int ODD_URLS = 3_000;

    private final Driver driver = new Driver();

    @Test
    void choicesValuesAndWhatIsRequiredAreListed() throws Exception {
        assertArrayEquals(new String[] {"auto", "always", "never"}, info("", "progress").choices);
        assertArrayEquals(new String[] {"true", "false"}, info("", "check").choices);
        assertNull(info("", "since").choices);
        assertEquals("true", info("check=true", "check").value);
        assertEquals("ann@example.com", info("user=ann@example.com", "email").value);
        assertNull(info("apiToken=geheim", "apiToken").value);
        assertTrue(info("", "subdomain").required);
        assertFalse(info("baseUrl='sandbox:'", "subdomain").required);
        assertFalse(info("model=model.json", "subdomain").required);
        for (DriverPropertyInfo info : driver.getPropertyInfo(Driver.URL_PREFIX, null)) {
            assertNotNull(info.description, info.name);
        }
    }

    @Test
    void whatIsListedCanBeSentBack() throws Exception {
        Properties sent = new Properties();
        for (DriverPropertyInfo info :
                driver.getPropertyInfo(Driver.URL_PREFIX + "baseUrl='sandbox:?events=1'", new Properties())) {
            if (info.value != null) {
                sent.setProperty(info.name, info.value);
            }
        }
        Objects.requireNonNull(driver.connect(Driver.URL_PREFIX, sent)).close();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "jdbc:", "jdbc:postgresql:x", "jdbc:ticketsql"})
    void aUrlOfAnotherDriverHasTheWholeListWithoutValues(String url) throws Exception {
        DriverPropertyInfo[] list = driver.getPropertyInfo(url, null);
        assertTrue(list.length > Option.values().length);
        assertTrue(Arrays.stream(list).allMatch(info -> info.value == null));
    }

    @Test
    void noUrlIsAnSqlException() {
        assertEquals(
                "08001",
                assertThrows(SQLException.class, () -> driver.connect(null, null))
                        .getSQLState());
        assertEquals(
                "08001",
                assertThrows(SQLException.class, () -> driver.acceptsURL(null)).getSQLState());
    }

    @Test
    void oddUrlsAndPropertiesNeverGiveAnotherExceptionAndNoSecret() throws Exception {
        Random dice = new Random(11);
        for (int round = 0; round < ODD_URLS; round++) {
            String url = Driver.URL_PREFIX + oddText(dice);
            Properties properties = oddProperties(dice);
            try {
                assertNotNull(driver.getPropertyInfo(url, properties));
            } catch (SQLException e) {
                assertSentence(e, url);
            }
            try {
                // No URL of this series names an account that can be reached.
                Objects.requireNonNull(driver.connect(url, properties)).close();
            } catch (SQLException e) {
                assertSentence(e, url);
            }
        }
    }

    private static void assertSentence(SQLException failure, String url) {
        String message = String.valueOf(failure.getMessage());
        assertNotNull(failure.getSQLState(), url);
        assertTrue(message.contains(" "), message);
        assertEquals(1, message.lines().count(), message);
        assertFalse(
                message.contains("Exception") || message.contains("java.") || message.contains("geheim"),
                url + " -> " + message);
    }

    private static String oddText(Random dice) {
        List<String> parts = List.of(
                "=",
                ";",
                "'",
                "\"",
                "''",
                " ",
                "\n",
                "\0",
                "\\",
                "%",
                "subdomain",
                "acme",
                "password",
                "secret",
                "user",
                "apiToken",
                "baseUrl",
                "sandbox:?events=1",
                "sandbox:?events=x",
                "since",
                "lex",
                "JAVA",
                "model",
                "~",
                "/",
                "mirror",
                "mirrorMode",
                "none",
                "optionsFile",
                "check",
                "schema",
                "timeZone",
                "ü",
                "😀",
                "oauthToken",
                "pageSize",
                "-1",
                "99999999999999999999",
                "http://",
                "https://[::1",
                ":",
                "@");
        StringBuilder text = new StringBuilder();
        for (int count = dice.nextInt(9); count > 0; count--) {
            text.append(parts.get(dice.nextInt(parts.size())))
                    .append(List.of("=", "=", ";", ";", "", "").get(dice.nextInt(6)));
        }
        return text.toString();
    }

    private static Properties oddProperties(Random dice) {
        Properties properties = new Properties();
        properties.setProperty(dice.nextBoolean() ? "password" : "APITOKEN", "geheim");
        List<Object> things =
                List.of("subdomain", "acme", "", 7, true, 'c', "pageSize", "lex", new int[0], "user", 1.5);
        for (int count = dice.nextInt(3); count > 0; count--) {
            properties.put(things.get(dice.nextInt(things.size())), things.get(dice.nextInt(things.size())));
        }
        return properties;
    }

    private DriverPropertyInfo info(String pairs, String name) throws SQLException {
        return Arrays.stream(driver.getPropertyInfo(Driver.URL_PREFIX + pairs, new Properties()))
                .filter(info -> info.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
