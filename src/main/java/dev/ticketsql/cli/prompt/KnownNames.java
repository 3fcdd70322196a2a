package dev.ticketsql.cli.prompt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of tables, views and columns by the driver's metadata, which costs no request; and of common keywords. */
final class KnownNames {

    /** Words of statements that people type often; the grammar has 800 more. */
    private static final List<String> KEYWORDS =
            List.of(("SELECT FROM WHERE GROUP BY HAVING ORDER LIMIT JOIN LEFT INNER CROSS ON USING AS AND OR NOT IN IS "
                            + "NULL LIKE BETWEEN EXISTS CASE WHEN THEN ELSE END DISTINCT UNION ALL WITH OVER PARTITION ROWS "
                            + "RANGE PRECEDING FOLLOWING CURRENT_DATE CURRENT_TIMESTAMP INTERVAL DATE TIMESTAMP EXTRACT CAST "
                            + "COUNT SUM AVG MIN MAX FILTER QUALIFY EXPLAIN PLAN FOR SHOW TABLES DESCRIBE UNNEST DESC ASC "
                            + "COALESCE ROW_NUMBER FETCH FIRST ONLY VALUES TRUE FALSE DAY HOUR MONTH WEEK YEAR")
                    .split(" "));

    private static final Pattern NOT_OF_NAME = Pattern.compile("\\W+");

    private Optional<Connection> read = Optional.empty();
    private Map<String, Set<String>> columns = Map.of();

    /** The names of a connection, which are read once. */
    void use(Connection connection) {
        if (read.filter(connection::equals).isPresent()) {
            return;
        }
        Map<String, Set<String>> found = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
            while (rows.next()) {
                found.computeIfAbsent(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT), table -> new TreeSet<>())
                        .add(rows.getString("COLUMN_NAME"));
            }
            columns = found;
            read = Optional.of(connection);
        } catch (SQLException e) {
            // Without names there is nothing to offer; the next statement says what is wrong.
            columns = Map.of();
        }
    }

    List<String> keywords() {
        return KEYWORDS;
    }

    Set<String> tables() {
        return columns.keySet();
    }

    /** The columns of the tables that a statement names; all columns, if it names none yet. */
    Set<String> columnsOf(String sql) {
        Set<String> words =
                NOT_OF_NAME.splitAsStream(sql.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Set<String> named = columns.keySet().stream().filter(words::contains).collect(Collectors.toSet());
        Stream<String> tables = named.isEmpty() ? columns.keySet().stream() : named.stream();
        return tables.flatMap(table -> columns.getOrDefault(table, Set.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
