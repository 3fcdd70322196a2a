package dev.ticketsql.calcite;

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
 * Table {@code ticket_events}: one row per event, in both of the export's shapes. Owns the columns, their order and
 * their types; rows come from an {@link EventScan}.
 *
 * <p>It declares no collation: the order of files saved nothing and let a merge join drop a sort that it needed. It
 * declares no key either: a key lets the planner replace a {@code COUNT(*)} by a literal.
 */
final class TicketEventsTable extends AbstractTable implements TranslatableTable {

    static final String NAME = "ticket_events";

    static final String TIME = "time";

    static final String START_TIME = "start_time";

    private final DuckDbConvention convention;

    TicketEventsTable(DuckDbConvention convention) {
        this.convention = convention;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        row.add("id", SqlTypeName.BIGINT);
        row.add("ticket_id", SqlTypeName.BIGINT).nullable(true);
        row.add(TIME, SqlTypeName.TIMESTAMP, 0);
        row.add(START_TIME, SqlTypeName.BIGINT);
        for (String name : List.of("type", "metric")) {
            row.add(name, SqlTypeName.VARCHAR).nullable(true);
        }
        row.add("instance_id", SqlTypeName.BIGINT).nullable(true);
        row.add("event_type", SqlTypeName.VARCHAR).nullable(true);
        row.add("updater_id", SqlTypeName.BIGINT).nullable(true);
        for (String name : List.of("via", "client", "location")) {
            row.add(name, SqlTypeName.VARCHAR).nullable(true);
        }
        for (String name : List.of("latitude", "longitude")) {
            row.add(name, SqlTypeName.DOUBLE).nullable(true);
        }
        for (String name : List.of("metadata", "child_events", "other")) {
            row.add(name, SqlTypeName.VARCHAR).nullable(true);
        }
        return row.build();
    }

    /** Where Calcite asks for the table to write to, INSERT with values has nothing else of ours in its plan. */
    @Override
    public <C> @Nullable C unwrap(Class<C> aspect) {
        if (aspect == ModifiableTable.class) {
            throw ReadOnlyTables.refusal(NAME);
        }
        return super.unwrap(aspect);
    }

    @Override
    public Statistic getStatistic() {
        return Statistics.of(ScanWindow.every().rowCount(), List.of());
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return new EventScan(context.getCluster(), convention, table, ScanWindow.every());
    }
}
