package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.account.Option;
import dev.ticketsql.calcite.ConnectionDefaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses URLs and properties, and refuses the others in a sentence. */
@Tag("time-zones")
final class ConnectionPropertiesTest {

    @TempDir
    private Path directory;

    @Test
    void optionsAndCalcitesPropertiesAreSorted() {
        ConnectionProperties settings = read("subdomain=acme;comments=true;LEX=oracle;fun=standard,oracle");
        assertEquals("{subdomain=acme, comments=true}", settings.options().toString());
        Properties expected = ConnectionDefaults.properties();
        expected.setProperty("lex", "ORACLE");
        expected.setProperty("fun", "standard,oracle");
        assertEquals(expected, settings.calcite());
    }

    @Test
    void theDefaultsAreUtcAndSqlAsPostgresUsersWriteIt() {
        assertEquals(
                Map.of(
                        "lex", "MYSQL_ANSI",
                        "timeZone", "UTC",
                        "conformance", "LENIENT",
                        "fun", "standard,postgresql",
                        "parserFactory", "dev.ticketsql.calcite.parser.LenientParserFactory#FACTORY",
                        "typeSystem", "dev.ticketsql.calcite.function.TicketSqlTypeSystem#INSTANCE"),
                read("").calcite());
    }

    @Test
    void theUrlWinsOverTheProperties() {
        Properties properties = new Properties();
        properties.setProperty("subdomain", "other");
        properties.setProperty("since", "7");
        ConnectionProperties settings = ConnectionProperties.read("subdomain=acme", properties);
        assertEquals("{subdomain=acme, since=7}", settings.options().toString());
    }

    @Test
    void aValueMayHoldWhatSeparatesOthersWhenItIsQuoted() {
        ConnectionProperties settings = read("baseUrl='sandbox:?events=5&seed=1';password=\"a;b=c'd\"");
        assertEquals(Optional.of("sandbox:?events=5&seed=1"), settings.options().get(Option.BASE_URL));
        assertEquals(Optional.of("a;b=c'd"), settings.options().get(Option.PASSWORD));
    }

    @Test
    void calciteNeverGetsASecret() {
        ConnectionProperties settings = read("subdomain=acme;email=a@example.com;password=geheim;apiToken=secret");
        assertEquals(ConnectionDefaults.properties(), settings.calcite());
        assertFalse(settings.toString().contains("geheim"), settings.toString());
        assertFalse(settings.toString().contains("secret="), settings.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemaFactory",
                "schemaType",
                "parserFactory",
                "typeSystem",
                "metaTableFactory",
                "metaColumnFactory",
                "SCHEMAFACTORY",
                "spark",
                "materializationsEnabled"
            })
    void whatMayNameAClassOrIsNoBusinessOfAUrlIsRefused(String name) {
        assertEquals(
                "'" + name + "' may not be set by a URL; leave it out, or use jdbc:calcite: with a model file",
                refusal(name + "=com.example.Evil"));
    }

    @Test
    void anUnknownOptionIsNamedWithoutItsValueWhichMayBeASecretMisnamed() {
        assertEquals(
                "unknown option 'passwrd'; use one of: subdomain, baseUrl, oauthToken, clientId, clientSecret, email,"
                        + " apiToken, password, mirror, mirrorMode, since, comments, supportTypeScope, pageSize,"
                        + " requestsPerMinute, parallelRequests, maxRequests, freshness, onBadEvent, progress, check, schedules, references, referenceFreshness, personalData, optionsFile, or of Calcite's: model, schema, timeZone, lex,"
                        + " conformance, fun, caseSensitive, quoting, quotedCasing, unquotedCasing,"
                        + " defaultNullCollation, typeCoercion, lenientOperatorLookup, locale",
                refusal("subdomain=acme;passwrd=geheim"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lex=PERL         | lex 'PERL' is not one of: BIG_QUERY, ORACLE, MYSQL, MYSQL_ANSI, SQL_SERVER, JAVA
                    caseSensitive=no | caseSensitive 'no' is not one of: true, false
                    timeZone=CEST    | timeZone 'CEST' is not UTC, in which the times of events and of CURRENT_TIMESTAMP are; leave it out, and shift where you show them: "time" + INTERVAL '2' HOUR
                    timeZone=Europe/Copenhagen | timeZone 'Europe/Copenhagen' is not UTC, in which the times of events and of CURRENT_TIMESTAMP are; leave it out, and shift where you show them: "time" + INTERVAL '2' HOUR
                    """)
    void aMalformedValueIsNamedWithWhatToWrite(String pairs, String message) {
        assertEquals(message, refusal(pairs));
    }

    @Test
    void aUrlThatCannotBeReadIsNotRepeated() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> read("password='geheim;subdomain=acme"));
        assertEquals(
                "the URL cannot be read; write jdbc:ticketsql:name=value;name=value, and a value that has ';' or"
                        + " quotes in it between quotes",
                refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void optionsBesideAModelAreRefused() throws Exception {
        Path model = Files.writeString(directory.resolve("model.json"), "{}");
        assertEquals(
                "'since' cannot be set beside a model; write it into the operand of the schema in " + model,
                refusal("model=" + model + ";since=0"));
    }

    @Test
    void theLoginThatToolsSendIsIgnoredBesideAModel() throws Exception {
        Path model = Files.writeString(directory.resolve("model.json"), "{}");
        assertEquals(
                Optional.of(model.toString()),
                read("model=" + model + ";user=sa;password=sa").model());
    }

    @Test
    void aModelIsAFile() {
        assertEquals(
                "model 'inline:...' may not be set by a URL; write it into a file",
                refusal("model='inline:{\"version\": \"1.0\"}'"));
        assertEquals(
                "model 'nowhere.json' is not a file that can be read; name a file relative to "
                        + Path.of("").toAbsolutePath(),
                refusal("model=nowhere.json"));
    }

    private static ConnectionProperties read(String pairs) {
        return ConnectionProperties.read(pairs, new Properties());
    }

    private static String refusal(String pairs) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> read(pairs)).getMessage());
    }
}
