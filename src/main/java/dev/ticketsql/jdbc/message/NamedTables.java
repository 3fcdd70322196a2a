package dev.ticketsql.jdbc.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that the text of a statement names, and the names that it gives itself. Looks for words, since a statement
 * that failed has no tree.
 *
 * @param sql the statement
 * @param names of the connection
 */
record NamedTables(String sql, SchemaNames names) {

    private record Table(String schema, String name) {}

    /** Possessive, so that the time of a search grows with the length of the statement and no faster. */
    private static final String NAME = "(?<!\\w)(\"[^\"]++\"|\\w++)";

    private static final Pattern ALIAS = Pattern.compile("\\bAS\\s++" + NAME, Pattern.CASE_INSENSITIVE);

    private static final Pattern WITH =
            Pattern.compile(NAME + "\\s*+(?:\\([^()]*+\\)\\s*+)?\\bAS\\s*+\\(", Pattern.CASE_INSENSITIVE);

    /** Tables and views of the schema of names without one, and the queries that WITH names. */
    List<String> known() {
        List<String> known = new ArrayList<>(names.tables(names.schema()));
        known.addAll(found(WITH));
        return known;
    }

    /** Names of tables in the statement, by which its columns are written. */
    List<String> qualifiers() {
        Set<String> qualifiers = new LinkedHashSet<>();
        tables().forEach(table -> qualifiers.add(alias(table.name()).orElse(table.name())));
        qualifiers.addAll(aliases());
        return List.copyOf(qualifiers);
    }

    /** The other name of a table in the statement. */
    Optional<String> alias(String table) {
        Matcher alias = Pattern.compile(
                        "\\b" + Pattern.quote(table) + "\\b\"?\\s++(?:AS\\s++)?" + NAME, Pattern.CASE_INSENSITIVE)
                .matcher(sql);
        return alias.results()
                .map(found -> bare(found.group(1)))
                .filter(name -> !ReservedWords.isReserved(name))
                .findFirst();
    }

    /**
     * Columns of the tables in the statement, and those that it names itself.
     *
     * @param qualifier of the column; columns of its table alone, if one has it
     */
    List<String> columns(Optional<String> qualifier) {
        List<Table> tables = tables();
        List<Table> qualified = tables.stream()
                .filter(table -> qualifier
                        .filter(name ->
                                name.equalsIgnoreCase(alias(table.name()).orElse(table.name())))
                        .isPresent())
                .toList();
        Set<String> columns = new LinkedHashSet<>();
        (qualified.isEmpty() ? tables : qualified)
                .forEach(table -> columns.addAll(names.columns(table.schema(), table.name())));
        if (qualified.isEmpty()) {
            columns.addAll(aliases());
        }
        return List.copyOf(columns);
    }

    private List<Table> tables() {
        Set<String> words = SqlText.words(sql);
        return names.schemas().stream()
                .filter(schema -> schema.equals(names.schema()) || words.contains(schema.toLowerCase(Locale.ROOT)))
                .flatMap(schema -> names.tables(schema).stream()
                        .filter(table -> words.contains(table.toLowerCase(Locale.ROOT)))
                        .map(table -> new Table(schema, table)))
                .toList();
    }

    private List<String> aliases() {
        return found(ALIAS).stream()
                .filter(name -> !ReservedWords.isReserved(name))
                .toList();
    }

    private List<String> found(Pattern pattern) {
        return pattern.matcher(sql)
                .results()
                .map((MatchResult name) -> bare(name.group(1)))
                .toList();
    }

    private static String bare(String name) {
        return name.replace("\"", "");
    }
}
