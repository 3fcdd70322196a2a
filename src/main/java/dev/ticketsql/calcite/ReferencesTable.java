package dev.ticketsql.calcite;

import dev.ticketsql.calcite.plan.ReferenceScan;
import dev.ticketsql.reference.ReferenceTable;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ModifiableTable;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** Table of references for Calcite, such as {@code users}; rows come from a {@link ReferenceScan}. */
final class ReferencesTable extends AbstractTable implements TranslatableTable {

    private final ReferenceTable table;
    private final DuckDbConvention convention;

    ReferencesTable(ReferenceTable table, DuckDbConvention convention) {
        this.table = table;
        this.convention = convention;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        for (ReferenceTable.Column column : table.columns()) {
            row.add(column.name(), EventsTable.type(types, column.type())).nullable(column.nullable());
        }
        return row.build();
    }

    /** Refuses a modifiable table, the first request of every statement that writes. */
    @Override
    public <C> @Nullable C unwrap(Class<C> aspect) {
        if (aspect == ModifiableTable.class) {
            throw ReadOnlyTables.refusal(table.tableName());
        }
        return super.unwrap(aspect);
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return new ReferenceScan(context.getCluster(), convention, convention.store(), table, relOptTable);
    }
}
