package dev.ticketsql.jdbc.metadata;

import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Table of a {@link SchemaView} for Calcite, which reads the catalog when its rows are asked for. */
final class SchemaViewTable extends AbstractTable implements ScannableTable {

    private final SchemaView view;
    private final Supplier<Catalog> catalog;

    SchemaViewTable(SchemaView view, Supplier<Catalog> catalog) {
        this.view = view;
        this.catalog = catalog;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        view.columns()
                .forEach(column -> row.add(column.name(), column.isNumber() ? SqlTypeName.INTEGER : SqlTypeName.VARCHAR)
                        .nullable(true));
        return row.build();
    }

    @Override
    public Enumerable<@Nullable Object[]> scan(DataContext root) {
        return Linq4j.asEnumerable(view.rows(catalog.get()));
    }

    @Override
    public Schema.TableType getJdbcTableType() {
        return Schema.TableType.SYSTEM_VIEW;
    }
}
