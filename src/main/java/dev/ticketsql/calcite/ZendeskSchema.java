package dev.ticketsql.calcite;

import dev.ticketsql.mirror.EventTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.schema.SchemaPlus;
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

    /** The same schema with the ready-made views, to be added to {@code parent} as {@code name}. */
    ZendeskSchema withViews(SchemaPlus parent, String name) {
        Map<String, Table> all = new HashMap<>(tables);
        for (ReadyView view : ReadyView.values()) {
            all.put(view.viewName(), view.in(parent, name));
        }
        return new ZendeskSchema(all, warnings);
    }

    private ZendeskSchema(Map<String, Table> tables, Supplier<List<String>> warnings) {
        this.tables = Map.copyOf(tables);
        this.warnings = warnings;
    }

    private ZendeskSchema(
            EventStore store, PushDown pushDown, Map<String, Table> others, Supplier<List<String>> warnings) {
        this(tables(new DuckDbConvention(new StatementReadings(store), pushDown), others), warnings);
    }

    private static Map<String, Table> tables(DuckDbConvention convention, Map<String, Table> others) {
        Map<String, Table> all = new HashMap<>(others);
        for (EventTable table : EventTable.values()) {
            all.put(table.tableName(), new EventsTable(table, convention));
        }
        return all;
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
