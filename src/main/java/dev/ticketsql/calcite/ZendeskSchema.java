package dev.ticketsql.calcite;

import dev.ticketsql.mirror.EventTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * A schema for Calcite over one account: the tables, and the convention in which they are asked. Knows neither the
 * account nor where its events are kept; an {@link EventStore} does. Holds nothing that must be closed.
 */
public final class ZendeskSchema extends AbstractSchema {

    private final Map<String, Table> tables;
    private final Supplier<List<String>> warnings;

    /** A schema over the events of {@code store}, which no statement opens before it runs. */
    public ZendeskSchema(EventStore store) {
        this(store, PushDown.AGREED);
    }

    ZendeskSchema(EventStore store, PushDown pushDown) {
        this(store, pushDown, Map.of(), List::of);
    }

    /** A schema that also says what is on record of the account. */
    ZendeskSchema(EventStore store, AccountRecords records) {
        this(store, PushDown.AGREED, RecordsTables.of(records), records::takeWarnings);
    }

    private ZendeskSchema(
            EventStore store, PushDown pushDown, Map<String, Table> others, Supplier<List<String>> warnings) {
        this.warnings = warnings;
        StatementReadings readings = new StatementReadings(store);
        Map<String, Table> all = new HashMap<>(others);
        DuckDbConvention convention = new DuckDbConvention(readings, pushDown);
        for (EventTable table : EventTable.values()) {
            all.put(table.tableName(), new EventsTable(table, convention));
        }
        this.tables = Map.copyOf(all);
    }

    /** What the statements that this thread ran were told besides their rows, in sentences; each is given once. */
    public List<String> takeWarnings() {
        return warnings.get();
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return tables;
    }
}
