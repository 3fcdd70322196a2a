package dev.ticketsql.calcite;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.ScanRanges;
import dev.ticketsql.mirror.directory.EventTable;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ModifiableTable;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Table of events for Calcite: {@code ticket_events}, {@code rejected_events} and those of parts of events. The mirror
 * owns the columns, this class their types in SQL; rows come from an {@link EventScan}.
 *
 * <p>It declares no collation: the order of files saved nothing and let a merge join drop a sort that it needed. It
 * declares no key either: a key lets the planner replace a {@code COUNT(*)} by a literal.
 */
final class EventsTable extends AbstractTable implements TranslatableTable {

    private static final int SECONDS = 0;

    private final EventTable table;
    private final DuckDbConvention convention;

    EventsTable(EventTable table, DuckDbConvention convention) {
        this.table = table;
        this.convention = convention;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        for (EventTable.Column column : table.columns()) {
            row.add(column.name(), type(types, column.type())).nullable(column.nullable());
        }
        return row.build();
    }

    /** Type of a column in SQL. */
    static RelDataType type(RelDataTypeFactory types, EventTable.Type type) {
        return switch (type) {
            case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
            case VARCHAR -> types.createSqlType(SqlTypeName.VARCHAR);
            case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
            case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
            case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, SECONDS);
        };
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
    public Statistic getStatistic() {
        return Statistics.of(ScanRanges.every().rowCount(), List.of());
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
        return new EventScan(
                context.getCluster(), convention, convention.store(), table, relOptTable, ScanRanges.every());
    }
}
