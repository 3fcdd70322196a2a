package dev.ticketsql.cli.prompt;

import dev.ticketsql.jdbc.message.CommonKeywords;
import dev.ticketsql.jdbc.message.SqlText;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of tables, views and columns by the driver's metadata, which costs no request; and of common keywords. */
final class KnownNames {

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
        return CommonKeywords.all();
    }

    Set<String> tables() {
        return columns.keySet();
    }

    /** The columns of the tables that a statement names; all columns, if it names none yet. */
    Set<String> columnsOf(String sql) {
        Set<String> words = SqlText.words(sql);
        Set<String> named = columns.keySet().stream().filter(words::contains).collect(Collectors.toSet());
        Stream<String> tables = named.isEmpty() ? columns.keySet().stream() : named.stream();
        return tables.flatMap(table -> columns.getOrDefault(table, Set.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
