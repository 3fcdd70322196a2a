package dev.ticketsql.calcite;

import dev.ticketsql.account.AccountRecords;
import dev.ticketsql.account.EventStore;
import dev.ticketsql.account.StatementReports;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.mirror.directory.EventTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * A schema for Calcite over one account: the tables, and the convention in which they are asked. Knows neither the
 * account nor where its events are kept; an {@link EventStore} does. Holds nothing that must be closed.
 */
public final class ZendeskSchema extends AbstractSchema {

    private final Map<String, Table> tables;
    private final StatementReports reports;
    private final EventStore store;

    /** A schema over the events of {@code store}, which no statement opens before it runs. */
    public ZendeskSchema(EventStore store) {
        this(store, Map.of(), StatementReports.none());
    }

    /** A schema that also says what is on record of the account. */
    public ZendeskSchema(EventStore store, AccountRecords records) {
        this(store, RecordsTables.of(records), records);
    }

    /** The same schema with the ready-made views, to be added to {@code parent} as {@code name}. */
    public ZendeskSchema withViews(SchemaPlus parent, String name) {
        Map<String, Table> all = new HashMap<>(tables);
        for (ReadyView view : ReadyView.values()) {
            all.put(view.viewName(), view.in(parent, name));
        }
        return new ZendeskSchema(all, reports, store);
    }

    private ZendeskSchema(Map<String, Table> tables, StatementReports reports, EventStore store) {
        this.tables = Map.copyOf(tables);
        this.reports = reports;
        this.store = store;
    }

    /** Where its events are. */
    EventStore store() {
        return store;
    }

    private ZendeskSchema(EventStore store, Map<String, Table> others, StatementReports reports) {
        this(tables(new DuckDbConvention(store), others), reports, store);
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
        return reports.takeWarnings();
    }

    /** From the next statement on, {@code listener} alone is told how far fetching is. */
    public void listen(FetchListener listener) {
        reports.listen(listener);
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return tables;
    }
}
