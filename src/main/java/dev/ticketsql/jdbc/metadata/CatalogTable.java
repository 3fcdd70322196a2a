package dev.ticketsql.jdbc.metadata;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;

/**
 * A table or a view of a schema.
 *
 * @param description remarks and keys; of tables of ours alone
 */
record CatalogTable(
        String schema, String name, Table table, Optional<TableDescription> description, RelDataTypeFactory types) {

    /**
     * A column.
     *
     * @param position in its table, from 1
     */
    record Column(String name, int position, ColumnType type, boolean nullable, Optional<String> remarks) {}

    /** Type of the table, {@code TABLE} or {@code VIEW} for the most. */
    String type() {
        return table.getJdbcTableType().jdbcName;
    }

    Optional<String> remarks() {
        return description.map(TableDescription::remarks);
    }

    Optional<TableDescription.Key> primaryKey() {
        return description.flatMap(TableDescription::primaryKey);
    }

    List<TableDescription.ForeignKey> foreignKeys() {
        return description.map(TableDescription::foreignKeys).orElse(List.of());
    }

    /** Columns in their order. Reading those of a view or of another database takes a moment. */
    List<Column> columns() {
        return table.getRowType(types).getFieldList().stream()
                .map(field -> new Column(
                        field.getName(),
                        field.getIndex() + 1,
                        ColumnType.of(field.getType()),
                        field.getType().isNullable(),
                        description.flatMap(it -> it.column(field.getName()))))
                .toList();
    }
}
