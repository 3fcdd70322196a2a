package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import dev.ticketsql.jdbc.Driver;
import dev.ticketsql.jdbc.TicketSqlDataSource;
import dev.ticketsql.testing.Series;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed and hostile URLs, properties and model files: a connection, or an SQLException with one sentence that
 * repeats no secret; no class made by a name in a URL, no other file read, no host called, no process started.
 */
final class HostileUrlsTest {

    private static final String SECRET = "hush-9f8e7d6c5b";

    private static final AtomicBoolean MADE = new AtomicBoolean();

    private static final String SANDBOX = "baseUrl='sandbox:?events=5&seed=1'";

    @TempDir
    private Path directory;

    @TempDir
    private Path models;

    private final List<String> findings = new ArrayList<>();

    private Canaries canaries;

    @BeforeEach
    void watch() throws Exception {
        canaries = new Canaries(directory);
    }

    @AfterEach
    void nothingWasReached() throws Exception {
        canaries.assertAlone();
        canaries.close();
        assertFalse(MADE.get(), "a class was made by its name");
        assertEquals(List.of(), findings, () -> findings.size() + " findings\n" + String.join("\n", findings));
    }

    @Test
    void aHostileUrlGetsOneSentenceWithoutItsSecrets() {
        List<String> hostile = List.of(
                "",
                ";",
                ";;;=;;",
                "=",
                "=x",
                "nothing",
                "oauthToken",
                "oauthToken=",
                "clientSecret {s}",
                "{s}",
                "{s}={s}",
                "subdomain=acme;clientSecret{s}",
                "subdomain=acme;clientSecret:{s}",
                "subdomain=acme;oauth_token={s}",
                "subdomain=acme;secret {s}=x",
                "subdomain=acme;oauthToken='{s}",
                "subdomain=acme;oauthToken=\"{s}",
                "subdomain=acme;oauthToken='{s}';clientSecret='{s}x'",
                "subdomain=acme;oauthToken={s}\n",
                "subdomain=acme;oauthToken={s}\u0000x",
                "subdomain=acme;oauthToken={s} y",
                "subdomain=acme;oauthToken={s};baseUrl=https://acme.zendesk.com",
                "subdomain=acme;clientSecret={s}",
                "subdomain=acme;clientId=a;clientSecret={s};oauthToken={s}",
                "subdomain=acme;password={s}",
                "subdomain=acme;apiToken={s};password={s};email=a@b.c",
                "subdomain=acme;user=a;email=b;password={s}",
                "subdomain=https://ann:{s}@acme.zendesk.com;oauthToken=t",
                "subdomain=ann:{s}@acme;oauthToken=t",
                "subdomain=acme.zendesk.com?token={s};oauthToken=t",
                "baseUrl=https://ann:{s}@acme.zendesk.com;oauthToken=t",
                "baseUrl=https://ann:{s} @acme.zendesk.com;oauthToken=t",
                "baseUrl=https://ann:{s}%zz@acme.zendesk.com;oauthToken=t",
                "baseUrl=https://ann:pa/{s}@acme_corp.example.com;oauthToken=t",
                "baseUrl=http://ann:{s}@acme.zendesk.com;oauthToken=t",
                "baseUrl=https:ann:{s}@acme.zendesk.com;oauthToken=t",
                "baseUrl=ann:{s}@acme.zendesk.com;oauthToken=t",
                "baseUrl=https://acme.zendesk.com?token={s};oauthToken=t",
                "baseUrl='https://acme.zendesk.com#{s}';oauthToken=t",
                "baseUrl=jdbc:hsqldb:mem:x",
                "baseUrl=file://{file}",
                "baseUrl=ldap://127.0.0.1:{port}/x",
                "baseUrl=rmi://127.0.0.1:{port}/x",
                "baseUrl=http://127.0.0.1:99999",
                "baseUrl=http://[::1;oauthToken={s}",
                "baseUrl=sandbox:{file}",
                "baseUrl='sandbox:?events=x'",
                "baseUrl='sandbox:?file={file}'",
                "baseUrl='sandbox:?events=5&password={s}&token={s}'",
                "baseUrl='sandbox:?events'",
                "baseUrl='sandbox:?events=%zz'",
                "baseUrl='sandbox:?port=99999'",
                "model={file}",
                "model=nothing.json;oauthToken={s}",
                "model=http://127.0.0.1:{port}/model.json",
                "model=inline:{\"version\": \"1.0\"}",
                "model=INLINE:{}",
                "model=/dev/null",
                "model=.",
                "model=\u0000",
                "model={file};oauthToken={s}",
                "optionsFile={file}",
                "optionsFile=/dev/null",
                "optionsFile=.",
                "optionsFile=nothing",
                "optionsFile=\u0000",
                "mirror=\u0000;" + SANDBOX,
                "mirror=/dev/null/x;subdomain=acme;oauthToken={s};check=maybe",
                "schema=nothing;" + SANDBOX,
                "schema='';" + SANDBOX,
                "timeZone=Asia/Tokyo;" + SANDBOX,
                "lex=nothing;" + SANDBOX,
                "fun=nothing;" + SANDBOX,
                "fun=all;" + SANDBOX,
                "conformance=nothing;" + SANDBOX,
                "locale=nothing;" + SANDBOX,
                "quoting=nothing;" + SANDBOX,
                "caseSensitive=maybe;" + SANDBOX,
                "typeCoercion=maybe;" + SANDBOX,
                "since=yesterday;" + SANDBOX,
                "since=99999999999999999999;" + SANDBOX,
                "freshness=PT-1S;" + SANDBOX,
                "pageSize=0;" + SANDBOX,
                "pageSize=99999999999;" + SANDBOX,
                "maxRequests=-1;" + SANDBOX,
                "supportTypeScope=x;" + SANDBOX,
                "progress=x;" + SANDBOX,
                "x".repeat(100_000),
                "subdomain=" + "x".repeat(100_000),
                "'".repeat(999),
                "subdomain=acme;".repeat(10_000) + "oauthToken={s}");
        for (String pairs : hostile) {
            connect("jdbc:ticketsql:" + filled(pairs), new Properties());
        }
        Random dice = new Random(20261130);
        for (int number = 0; number < Series.length("ticketsql.urls", 100, 300); number++) {
            StringBuilder url = new StringBuilder(hostile.get(dice.nextInt(hostile.size() - 4)));
            for (int change = dice.nextInt(3); change >= 0 && !url.isEmpty(); change--) {
                int place = dice.nextInt(url.length());
                String other = hostile.get(dice.nextInt(hostile.size() - 4));
                switch (dice.nextInt(3)) {
                    case 0 -> url.deleteCharAt(place);
                    case 1 ->
                        url.insert(
                                place,
                                List.of(";", "=", "'", "\"", "\u0000", "@", ":", "\uD800", " ")
                                        .get(dice.nextInt(9)));
                    default -> url.append(';').append(other);
                }
            }
            connect("jdbc:ticketsql:" + filled(url.toString().replace("https://", "http://")), new Properties());
        }
    }

    @Test
    void noPropertyOfCalciteThatNamesAClassIsTaken() {
        List<CalciteConnectionProperty> refused = new ArrayList<>();
        for (CalciteConnectionProperty property : CalciteConnectionProperty.values()) {
            for (String name :
                    List.of(property.camelName(), property.camelName().toUpperCase(Locale.ROOT))) {
                Properties properties = new Properties();
                properties.setProperty(name, MadeClass.class.getName());
                properties.setProperty("baseUrl", "sandbox:?events=5&seed=1");
                Optional<SQLException> failure = connect("jdbc:ticketsql:", properties);
                if (failure.isPresent()
                        && String.valueOf(failure.get().getMessage()).contains("may not be set")) {
                    refused.add(property);
                }
            }
        }
        assertTrue(
                refused.containsAll(List.of(
                        CalciteConnectionProperty.SCHEMA_FACTORY,
                        CalciteConnectionProperty.SCHEMA_TYPE,
                        CalciteConnectionProperty.PARSER_FACTORY,
                        CalciteConnectionProperty.META_TABLE_FACTORY,
                        CalciteConnectionProperty.META_COLUMN_FACTORY,
                        CalciteConnectionProperty.TYPE_SYSTEM,
                        CalciteConnectionProperty.SPARK,
                        CalciteConnectionProperty.MATERIALIZATIONS_ENABLED)),
                refused::toString);
    }

    /** Avatica's own, by which its drivers make classes, open files and call hosts. */
    @Test
    void noPropertyOfAvaticaIsTaken() {
        for (String name : List.of(
                "url",
                "factory",
                "httpclient_factory",
                "httpclient_impl",
                "serialization",
                "authentication",
                "avatica_user",
                "avatica_password",
                "truststore",
                "keystore",
                "key_password",
                "principal",
                "keytab",
                "transparent_reconnection",
                "lb_strategy",
                "use_client_side_lb",
                "java.naming.provider.url",
                "driver",
                "jdbcDriver",
                "dataSource",
                "schema.jdbcUrl",
                "socketFactory",
                "loggerFile",
                "init",
                "INIT")) {
            Properties properties = new Properties();
            properties.setProperty(name, MadeClass.class.getName());
            properties.setProperty("baseUrl", "sandbox:?events=5&seed=1");
            assertTrue(connect("jdbc:ticketsql:", properties).isPresent(), name);
        }
    }

    @Test
    void everyPropertyRefusesEveryHostileValueInOneSentence() {
        List<String> values = List.of(
                "\u0000",
                "{s}",
                "ldap://127.0.0.1:{port}/x",
                "${jndi:ldap://127.0.0.1:{port}/x}",
                "{file}",
                "../../x",
                "-1",
                "9".repeat(40),
                "true; drop",
                "%n%s",
                "x".repeat(10_000),
                "\u001B[2J",
                "\r\nX: y",
                "\uD800");
        for (Option option : Option.values()) {
            for (String value : values) {
                Properties properties = new Properties();
                if (option != Option.SUBDOMAIN && option != Option.OPTIONS_FILE) {
                    properties.setProperty("baseUrl", "sandbox:?events=5&seed=1");
                }
                properties.setProperty(
                        option.propertyName(), option.isSecret() ? filled(value) : filled(value.replace("{s}", "x y")));
                if (option != Option.MIRROR || !value.contains("x")) {
                    connect("jdbc:ticketsql:", properties);
                }
            }
        }
    }

    @Test
    void aListOfPropertiesAndTheUrlOfAConnectionRepeatNoSecret() throws Exception {
        for (String pairs : List.of(
                "baseUrl=https://ann:{s}@acme.zendesk.com",
                "baseUrl=https://ann:{s} x@acme.zendesk.com",
                "subdomain=ann:{s}@acme",
                "baseUrl='https://acme.zendesk.com?token={s}'",
                "subdomain=acme;oauthToken={s};clientSecret={s};password={s};apiToken={s}",
                "baseUrl='sandbox:?events=5&password={s}&email=a@b.c'")) {
            for (DriverPropertyInfo info : new Driver().getPropertyInfo("jdbc:ticketsql:" + filled(pairs), null)) {
                assertFalse(String.valueOf(info.value).contains(SECRET), info.name + "=" + info.value);
            }
        }
        String url = "jdbc:ticketsql:baseUrl='sandbox:?events=5&email=a@b.c&password=" + SECRET
                + "';email=a@b.c;password=" + SECRET;
        try (Connection connection = DriverManager.getConnection(url)) {
            assertFalse(
                    connection.getMetaData().getURL().contains(SECRET),
                    connection.getMetaData().getURL());
            assertFalse(connection.getClientInfo().toString().contains(SECRET));
            assertFalse(connection.toString().contains(SECRET));
            assertFalse(connection.getMetaData().getUserName().contains(SECRET));
        }
        TicketSqlDataSource source = new TicketSqlDataSource();
        source.setUrl(url);
        source.setPassword(SECRET);
        assertFalse(source.toString().contains(SECRET), source.toString());
    }

    @Test
    void aMalformedOrHostileModelGetsOneSentenceWithoutItsSecrets() throws Exception {
        String operand = "\"operand\": {\"baseUrl\": \"sandbox:?events=5\", \"oauthToken\": \"{s}\"}";
        String zendesk =
                "{\"version\": \"1.0\", \"defaultSchema\": \"z\", \"schemas\": [{\"name\": \"z\", \"type\": \"custom\","
                        + " \"factory\": \"dev.ticketsql.calcite.ZendeskSchemaFactory\", " + operand + "}]}";
        List<String> hostile = new ArrayList<>(List.of(
                "",
                "{",
                "[]",
                "null",
                "1",
                "\"{s}\"",
                "{s}",
                "{\"version\": {s}}",
                "{\"version\": \"{s}",
                "{\"version\": \"1.0\"}",
                "{\"version\": \"1.0\", \"schemas\": {s}}",
                "{\"version\": \"1.0\", \"schemas\": \"{s}\"}",
                "{\"version\": \"1.0\", \"schemas\": [\"{s}\"]}",
                "{\"version\": \"1.0\", \"schemas\": [{\"name\": \"z\", \"clientSecret\": \"{s}\"}]}",
                "{\"version\": \"1.0\", \"schemas\": [{\"name\": \"z\", \"type\": \"nothing\"}]}",
                "{\"version\": \"1.0\", \"schemas\": [{\"type\": \"custom\"}]}",
                zendesk.replace("\"{s}\"", "{s}"),
                zendesk.replace("\"{s}\"", "'{s}'"),
                zendesk.replace("\"{s}\"", "\"{s}\\q\""),
                zendesk.replace("\"{s}\"", "\"{s}\n\""),
                zendesk.replace("\"{s}\"", "[\"{s}\"]"),
                zendesk.replace("\"{s}\"", "{\"x\": \"{s}\"}"),
                zendesk.replace("\"oauthToken\"", "\"oauth_token\""),
                zendesk.replace("sandbox:?events=5", "https://ann:{s}@acme.zendesk.com"),
                zendesk.replace("sandbox:?events=5", "https://ann:{s} x@acme.zendesk.com"),
                zendesk.replace("\"z\", \"schemas\"", "\"nothing\", \"schemas\""),
                zendesk.replace("dev.ticketsql.calcite.ZendeskSchemaFactory", "no.such.Factory"),
                zendesk.replace("dev.ticketsql.calcite.ZendeskSchemaFactory", "java.lang.Runtime"),
                zendesk.replace("dev.ticketsql.calcite.ZendeskSchemaFactory", "java.util.ArrayList"),
                zendesk.replace("dev.ticketsql.calcite.ZendeskSchemaFactory", "dev.ticketsql.jdbc.Driver#NOTHING"),
                zendesk.replace("dev.ticketsql.calcite.ZendeskSchemaFactory", ""),
                zendesk.replace("}]}", "}, {\"name\": \"z\"}]}"),
                zendesk.replace(
                        "}]}",
                        "}, {\"name\": \"v\", \"tables\": [{\"name\": \"t\", \"type\": \"view\", \"sql\": \"SELECT nothing\"}]}]}"),
                zendesk.replace(
                        "}]}",
                        "}, {\"name\": \"j\", \"type\": \"jdbc\", \"jdbcUrl\": \"jdbc:nothing:x\", \"jdbcPassword\": \"{s}\"}]}"),
                zendesk.replace(
                        "}]}",
                        "}, {\"name\": \"f\", \"functions\": [{\"name\": \"f\", \"className\": \"no.such.Class\"}]}]}"),
                zendesk.replace(
                        "}]}",
                        "}, {\"name\": \"f\", \"functions\": [{\"name\": \"f\", \"className\": \"java.lang.Object\", \"methodName\": \"nothing\"}]}]}"),
                zendesk.replace("\"1.0\"", "\"9.9\""),
                zendesk.replace("\"1.0\"", "\"" + "9".repeat(5000) + "\""),
                "[".repeat(5_000),
                "version: '1.0'\nschemas: {s}",
                "- {s}: [",
                "\u0000"));
        Random dice = new Random(20261130);
        for (int number = 0; number < Series.length("ticketsql.models", 50, 150); number++) {
            StringBuilder text = new StringBuilder(zendesk);
            for (int change = dice.nextInt(3); change >= 0; change--) {
                int place = dice.nextInt(text.length());
                switch (dice.nextInt(3)) {
                    case 0 -> text.deleteCharAt(place);
                    case 1 -> text.setLength(place + 1);
                    default ->
                        text.insert(
                                place,
                                List.of("{", "}", "\"", ",", ":", "[", "\\", "null", "1")
                                        .get(dice.nextInt(9)));
                }
            }
            hostile.add(text.toString());
        }
        for (String model : hostile) {
            for (String name : List.of("model.json", "model.yaml")) {
                Path file = Files.writeString(models.resolve(name), filled(model));
                connect("jdbc:ticketsql:model=" + file, new Properties(), filled(model) + file);
            }
        }
    }

    private Optional<SQLException> connect(String url, Properties properties) {
        return connect(url, properties, "");
    }

    /** Connects and asks; what fails is an SQLException by the rules, whose whole trace shows no secret. */
    private Optional<SQLException> connect(String url, Properties properties, String input) {
        String all = url + properties + input;
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            if (url.contains("sandbox:") || properties.toString().contains("sandbox:")) {
                statement.executeQuery("SELECT COUNT(*) FROM ticket_events").close();
            }
            return Optional.empty();
        } catch (SQLException e) {
            StringWriter printed = new StringWriter();
            e.printStackTrace(new PrintWriter(printed));
            List<String> broken = new ArrayList<>(MessageRules.broken(e, all));
            printed.toString()
                    .lines()
                    .filter(line -> line.contains(SECRET) || canaries.isReadIn(line))
                    .forEach(line -> broken.add("a secret: " + line));
            if (!broken.isEmpty()) {
                findings.add(shortened(all) + "\n  " + shortened(broken.toString()) + "\n  "
                        + shortened(String.valueOf(e.getMessage())));
            }
            return Optional.of(e);
        }
    }

    private String filled(String template) {
        return template.replace("{s}", SECRET)
                .replace("{file}", canaries.file().toString())
                .replace("{port}", Integer.toString(canaries.port()));
    }

    private static String shortened(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }

    /** Class whose making is seen. */
    public static final class MadeClass {

        static {
            MADE.set(true);
        }

        /** An instance, which nobody should make. */
        public MadeClass() {
            MADE.set(true);
        }
    }
}
