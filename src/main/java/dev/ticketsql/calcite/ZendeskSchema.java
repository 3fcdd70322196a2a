package dev.ticketsql.calcite;

import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * A schema for Calcite over one account: the tables, and the convention in which they are asked. Knows neither the
 * account nor where its events are kept; an {@link EventStore} does. Holds nothing that must be closed.
 */
public final class ZendeskSchema extends AbstractSchema {

    private final Map<String, Table> tables;

    /** A schema over the events of {@code store}, which no statement opens before it runs. */
    public ZendeskSchema(EventStore store) {
        this(store, PushDown.AGREED);
    }

    ZendeskSchema(EventStore store, PushDown pushDown) {
        StatementReadings readings = new StatementReadings(store);
        this.tables = Map.of(TicketEventsTable.NAME, new TicketEventsTable(new DuckDbConvention(readings, pushDown)));
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return tables;
    }
}
