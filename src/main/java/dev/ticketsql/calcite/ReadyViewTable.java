package dev.ticketsql.calcite;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ModifiableTable;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.impl.ViewTable;
import org.jspecify.annotations.Nullable;

/**
 * Table of a {@link ReadyView} for Calcite. Calcite 1.42's own way, a table macro, would expand all views for each
 * table in a call of metadata. The SQL is expanded at first use, when the schema is in its parent.
 */
final class ReadyViewTable extends AbstractTable implements TranslatableTable {

    private final ReadyView view;
    private final SchemaPlus parent;
    private final String schemaName;
    private @Nullable TranslatableTable expanded;

    ReadyViewTable(ReadyView view, SchemaPlus parent, String schemaName) {
        this.view = view;
        this.parent = parent;
        this.schemaName = schemaName;
    }

    private synchronized TranslatableTable expanded() {
        TranslatableTable table = expanded;
        if (table == null) {
            SchemaPlus schema = Optional.ofNullable(parent.subSchemas().get(schemaName))
                    .orElseThrow(() -> new IllegalStateException("there is no schema " + schemaName));
            table = ViewTable.viewMacro(
                            schema, view.sql(), List.of(schemaName), List.of(schemaName, view.viewName()), false)
                    .apply(List.of());
            expanded = table;
        }
        return table;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        return expanded().getRowType(types);
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return expanded().toRel(context, table);
    }

    @Override
    public Schema.TableType getJdbcTableType() {
        return Schema.TableType.VIEW;
    }

    /** Refuses a modifiable table, the first request of every statement that writes. */
    @Override
    public <C> @Nullable C unwrap(Class<C> aspect) {
        if (aspect == ModifiableTable.class) {
            throw ReadOnlyTables.refusal(view.viewName());
        }
        return super.unwrap(aspect);
    }
}
