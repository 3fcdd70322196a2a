package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.ProductVersion;
import dev.ticketsql.jdbc.message.NearNames;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settings of PostgreSQL's sessions that tools set and show, with the values that they have here. */
final class SessionSettings {

    /** Setting of the schemas of names without one. */
    static final String SCHEMA = "search_path";

    /** Standard state: a rule of the syntax is broken. */
    static final String SYNTAX_STATE = ErrorKind.STATEMENT.sqlState();

    /** PostgreSQL's state: there is no such setting. */
    private static final String UNKNOWN_STATE = ErrorKind.NO_SUCH_NAME.sqlState();

    private static final Set<String> SCHEMAS = Set.of(SCHEMA, "schema", "current_schema", "currentschema");

    /** Values of the settings that another value of would change answers, and other spellings of them. */
    private static final Map<String, Set<String>> FIXED = Map.of(
            "timezone", Set.of("utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "+00:00", "+00", "0", "universal"),
            "client_encoding", Set.of("utf8", "utf-8", "unicode"),
            "datestyle", Set.of("iso", "ymd", "mdy", "dmy"),
            "intervalstyle", Set.of("postgres"),
            "standard_conforming_strings", Set.of("on", "true", "1"),
            "transform_null_equals", Set.of("off", "false", "0"),
            "statement_timeout", Set.of("0", "0ms", "0s"));

    /** Texts of {@code SHOW}. */
    private static final Map<String, String> SHOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("timezone", "UTC"),
            Map.entry("client_encoding", "UTF8"),
            Map.entry("server_encoding", "UTF8"),
            Map.entry("datestyle", "ISO, YMD"),
            Map.entry("intervalstyle", "postgres"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("integer_datetimes", "on"),
            Map.entry("is_superuser", "off"),
            Map.entry("statement_timeout", "0"),
            Map.entry("transaction_isolation", "read committed"),
            Map.entry("default_transaction_isolation", "read committed"),
            Map.entry("transaction_read_only", "on"),
            Map.entry("default_transaction_read_only", "on")));

    /** Words behind SHOW. */
    private static final List<String> SHOWABLE = Stream.of(
                    Stream.of("TABLES", "SCHEMAS", "application_name", SCHEMA, "server_version"),
                    SHOWN.keySet().stream(),
                    Option.ofStatements().stream().map(Option::propertyName))
            .flatMap(words -> words)
            .toList();

    private SessionSettings() {}

    static boolean isSchema(String name) {
        return SCHEMAS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Sets a setting.
     *
     * @param values without quotes
     * @return a warning, if the setting is ignored
     * @throws SQLException if its value cannot be other than it is, or there is no such schema
     */
    static Optional<String> set(Session session, String name, List<String> values) throws SQLException {
        boolean isDefault = values.size() == 1 && values.get(0).equalsIgnoreCase("DEFAULT");
        if (isSchema(name)) {
            setSchema(session, isDefault ? List.of() : values);
            return Optional.empty();
        }
        if (name.equals("application_name")) {
            session.setClientInfo("ApplicationName", String.join(", ", values));
            return Optional.empty();
        }
        Optional<Option> option = Option.named(name);
        if (option.isPresent()) {
            session.set(option.get(), isDefault ? Optional.empty() : Optional.of(String.join(", ", values)));
            return Optional.empty();
        }
        Set<String> fixed = FIXED.getOrDefault(name, Set.of());
        if (fixed.isEmpty()) {
            return Optional.of("SET " + name + " has no effect: TicketSQL has no such setting");
        }
        if (!isDefault
                && !values.stream().map(value -> value.toLowerCase(Locale.ROOT)).allMatch(fixed::contains)) {
            throw new SQLFeatureNotSupportedException(
                    name + " is " + SHOWN.getOrDefault(name, "off") + ", and cannot be set to '"
                            + String.join(", ", values) + "'" + advice(name),
                    JdbcCalls.UNSUPPORTED_STATE);
        }
        return Optional.empty();
    }

    private static String advice(String name) {
        return switch (name) {
            case "timezone" -> "; write \"time\" AT TIME ZONE, or let the program convert";
            case "statement_timeout" -> "; call Statement.setQueryTimeout";
            default -> "";
        };
    }

    /** Takes the first schema of a search path that there is, as names are looked for in one. */
    private static void setSchema(Session session, List<String> path) throws SQLException {
        if (path.isEmpty()) {
            session.resetSchema();
            return;
        }
        Optional<SQLException> missing = Optional.empty();
        for (String name : path) {
            try {
                session.setSchema(name);
                return;
            } catch (SQLException e) {
                missing = missing.or(() -> Optional.of(e));
            }
        }
        throw missing.orElseThrow();
    }

    /**
     * The query that answers {@code SHOW name}.
     *
     * @param words behind SHOW
     * @throws SQLException if there is no such setting
     */
    static String shown(List<String> words, Session session) throws SQLException {
        String name = name(String.join(" ", words).toLowerCase(Locale.ROOT));
        if (isSchema(name)) {
            return "SELECT CURRENT_SCHEMA AS \"search_path\"";
        }
        return "SELECT " + literal(value(name, session)) + " AS \"" + name + "\"";
    }

    private static String name(String words) {
        return switch (words) {
            case "time zone" -> "timezone";
            case "transaction isolation level" -> "transaction_isolation";
            case "names" -> "client_encoding";
            default -> words;
        };
    }

    private static String value(String name, Session session) throws SQLException {
        if (name.equals("application_name")) {
            return session.clientInfo().getProperty("ApplicationName", "");
        }
        if (name.equals("server_version")) {
            return ProductVersion.text();
        }
        Optional<Option> option = Option.named(name);
        if (option.isPresent()) {
            return session.shown(option.get());
        }
        String value = SHOWN.get(name);
        if (value == null) {
            throw new SQLException(
                    "there is no setting '" + name + "' to show"
                            + NearNames.among(SHOWABLE)
                                    .question(name)
                                    .map(question -> ": " + question)
                                    .orElseGet(() -> "; there are application_name, search_path, server_version, "
                                            + String.join(", ", SHOWN.keySet())),
                    UNKNOWN_STATE);
        }
        return value;
    }

    private static String literal(String text) {
        return "CAST('" + text.replace("'", "''") + "' AS VARCHAR)";
    }

    static SQLException malformed(String command) {
        return new SQLException(command + " is incomplete; write it as SET search_path TO zendesk", SYNTAX_STATE);
    }
}
