package dev.ticketsql.jdbc.metadata;

import dev.ticketsql.calcite.parser.KnownFunctions;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of {@link DatabaseMetaData#getFunctions}: the functions of the dialect, which belong to no schema and
 * take operands of many types.
 */
public final class FunctionRows {

    private static final Set<String> OF_ROWS =
            Set.of("CALENDAR", "GENERATE_SERIES", "JSON_ARRAY_ELEMENTS_TEXT", "JSON_TABLE");

    private final Catalog catalog;

    public FunctionRows(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Rows of {@code getFunctions}; a schema that is named has none. */
    public List<List<@Nullable Object>> functions(
            @Nullable String catalogName, @Nullable String schema, @Nullable String function) {
        boolean isOfNoSchema = schema == null || schema.isEmpty() || schema.equals("%");
        boolean isMeant = catalogName == null || catalog.exact(catalogName).matches(Catalog.NAME);
        // Names of functions ignore case, whatever the connection does with those of tables.
        NamePattern pattern = NamePattern.like(function, false);
        return isOfNoSchema && isMeant
                ? KnownFunctions.callable().stream()
                        .sorted()
                        .filter(pattern::matches)
                        .map(name -> TableRows.row(
                                Catalog.NAME,
                                null,
                                name,
                                null,
                                (short)
                                        (OF_ROWS.contains(name)
                                                ? DatabaseMetaData.functionReturnsTable
                                                : DatabaseMetaData.functionNoTable),
                                name))
                        .toList()
                : List.of();
    }
}
