package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adds to an error about a name the one that was probably meant. Names are listed only where a statement has failed.
 */
final class NameSuggestions {

    private static final Pattern COLUMN = Pattern.compile("(.*Column '(.*)' not found in (?:any table|table '(.*)'))"
            + "(?:; (text stands in single quotes, '.*'))?");

    private static final Pattern LEFT_OUT = Pattern.compile("(.* list contains unknown column\\(s\\): (\\w+))");

    private static final Pattern TABLE = Pattern.compile("(.*Object '(.*)' not found(?: within '(?:.*\\.)?(.*)')?)");

    private static final Pattern QUALIFIER = Pattern.compile("(.*Table '(.*)' not found)");

    private static final Pattern TYPE = Pattern.compile("(.*Unknown identifier '(\\w+)')");

    private static final Pattern UNIT = Pattern.compile("(.*'(\\w+)' is not a valid time frame)");

    private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z_]\\w*");

    /** Keywords that stand where a column may. */
    private static final List<String> OF_VALUES =
            List.of("DISTINCT", "CURRENT_DATE", "CURRENT_TIMESTAMP", "TRUE", "FALSE", "NULL");

    private static final List<String> TYPES = List.of(
            "BIGINT",
            "BOOLEAN",
            "CHAR",
            "DATE",
            "DECIMAL",
            "DOUBLE",
            "INTEGER",
            "NUMERIC",
            "REAL",
            "SMALLINT",
            "TEXT",
            "TIME",
            "TIMESTAMP",
            "VARBINARY",
            "VARCHAR");

    private static final List<String> UNITS =
            List.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "EPOCH");

    private final String sql;
    private final SchemaNames names;
    private final NamedTables tables;

    /** Suggests names of a connection for {@code sql}. */
    NameSuggestions(String sql, SchemaNames names) {
        this.sql = sql;
        this.names = names;
        tables = new NamedTables(sql, names);
    }

    /** The error {@code line}, with a question behind the name if another one is near. */
    String advised(String line) {
        Matcher column = COLUMN.matcher(line);
        if (column.matches()) {
            return column(column, line);
        }
        Matcher table = TABLE.matcher(line);
        if (table.matches()) {
            return with(table.group(1), table(table.group(2), Optional.ofNullable(table.group(3))));
        }
        Matcher qualifier = QUALIFIER.matcher(line);
        if (qualifier.matches()) {
            String name = qualifier.group(2);
            return with(line, tables.alias(name).map(List::of).orElseGet(() -> near(tables.qualifiers(), name)));
        }
        return Stream.of(
                        other(LEFT_OUT, line, tables.columns(Optional.empty())),
                        other(TYPE, line, TYPES),
                        other(UNIT, line, UNITS))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(line);
    }

    private String column(Matcher failure, String line) {
        String name = failure.group(2);
        Optional<String> qualifier = Optional.ofNullable(failure.group(3));
        List<String> near = near(tables.columns(qualifier), name);
        List<String> meant = near.isEmpty() && qualifier.isEmpty()
                ? NearNames.among(OF_VALUES).of(name)
                : near;
        Optional<String> text = Optional.ofNullable(failure.group(4));
        if (meant.isEmpty() && text.isEmpty() && !SqlText.words(sql).contains("from")) {
            return line + ": the statement has no FROM, which names the table";
        }
        return meant.isEmpty() || text.isEmpty()
                ? with(line, meant)
                : with(failure.group(1), meant) + " T" + text.get().substring(1);
    }

    private List<String> table(String name, Optional<String> schema) {
        if (schema.isPresent()) {
            return near(names.tables(schema.get()), name);
        }
        if (Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\"?\\s*\\.")
                .matcher(sql)
                .find()) {
            return near(names.schemas(), name);
        }
        List<String> near = near(tables.known(), name);
        return near.isEmpty()
                ? names.schemas().stream()
                        .filter(each -> names.tables(each).stream().anyMatch(name::equalsIgnoreCase))
                        .map(each -> each + "." + name)
                        .limit(NearNames.OFFERED)
                        .toList()
                : near;
    }

    private static Optional<String> other(Pattern pattern, String line, List<String> names) {
        Matcher failure = pattern.matcher(line);
        return failure.matches()
                ? Optional.of(with(line, NearNames.among(names).of(failure.group(2))))
                : Optional.empty();
    }

    /** The nearest, as a statement has to write them; none where the name is there, so that something else is wrong. */
    private static List<String> near(List<String> names, String name) {
        return names.contains(name)
                ? List.of()
                : NearNames.among(names).of(name).stream()
                        .map(NameSuggestions::written)
                        .toList();
    }

    private static String written(String name) {
        boolean isBare = BARE_NAME.matcher(name).matches() && !ReservedWords.isReserved(name);
        return isBare ? name : "\"" + name + "\"";
    }

    private static String with(String line, List<String> meant) {
        return NearNames.question(meant).map(question -> line + ": " + question).orElse(line);
    }
}
