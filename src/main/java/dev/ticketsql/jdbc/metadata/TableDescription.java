package dev.ticketsql.jdbc.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remarks and keys of a table that every account has. All of them are in {@code descriptions.txt}, with which the
 * documents are compared.
 *
 * @param remarks what a row is
 * @param columns what each column is
 */
record TableDescription(
        String remarks, Map<String, String> columns, Optional<Key> primaryKey, List<ForeignKey> foreignKeys) {

    /**
     * A primary key.
     *
     * @param name as PostgreSQL would name it
     */
    record Key(String name, List<String> columns) {

        static Key of(String table, List<String> columns) {
            return new Key(table + "_pkey", columns);
        }
    }

    /**
     * A reference to the primary key of another table of the same schema.
     *
     * @param name as PostgreSQL would name it
     */
    record ForeignKey(String name, List<String> columns, String referenced, List<String> referencedColumns) {

        static ForeignKey of(String table, List<String> columns, String referenced, List<String> referencedColumns) {
            return new ForeignKey(
                    table + "_" + String.join("_", columns) + "_fkey", columns, referenced, referencedColumns);
        }
    }

    private static final String FILE = "descriptions.txt";

    private static final Pattern PRIMARY_KEY = Pattern.compile(" +primary key \\(([\\w, ]+)\\)");

    private static final Pattern FOREIGN_KEY =
            Pattern.compile(" +foreign key \\(([\\w, ]+)\\) references (\\w+) \\(([\\w, ]+)\\)");

    private static final Pattern REMARK = Pattern.compile("( *)(\\w+): (.+)");

    TableDescription {
        columns = Map.copyOf(columns);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** The description of a table of ours; empty if it has none. */
    static Optional<TableDescription> of(String table) {
        return Optional.ofNullable(Shipped.ALL.get(table));
    }

    /** What the column is; empty if there is no such column. */
    Optional<String> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    private static Map<String, TableDescription> read(Stream<String> lines) {
        List<List<String>> blocks = new ArrayList<>();
        lines.filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            if (!line.startsWith(" ")) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(line);
        });
        return blocks.stream()
                .collect(Collectors.toUnmodifiableMap(
                        block -> remark(block.get(0)).group(2), TableDescription::block));
    }

    private static TableDescription block(List<String> block) {
        Matcher table = remark(block.get(0));
        Map<String, String> columns = new LinkedHashMap<>();
        Optional<Key> primaryKey = Optional.empty();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        for (String line : block.subList(1, block.size())) {
            Matcher primary = PRIMARY_KEY.matcher(line);
            Matcher foreign = FOREIGN_KEY.matcher(line);
            if (primary.matches()) {
                primaryKey = Optional.of(Key.of(table.group(2), names(primary.group(1))));
            } else if (foreign.matches()) {
                foreignKeys.add(ForeignKey.of(
                        table.group(2), names(foreign.group(1)), foreign.group(2), names(foreign.group(3))));
            } else {
                Matcher column = remark(line);
                columns.put(column.group(2), column.group(3));
            }
        }
        return new TableDescription(table.group(3), columns, primaryKey, foreignKeys);
    }

    private static Matcher remark(String line) {
        Matcher remark = REMARK.matcher(line);
        if (!remark.matches()) {
            throw new IllegalStateException(FILE + ": " + line);
        }
        return remark;
    }

    private static List<String> names(String list) {
        return List.of(list.split(", "));
    }

    /** Holds the descriptions, which are read at their first use. */
    private static final class Shipped {

        private static final Map<String, TableDescription> ALL = read(text().lines());

        private Shipped() {}

        private static String text() {
            try (InputStream in = TableDescription.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("TicketSQL's jar has no " + FILE);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
