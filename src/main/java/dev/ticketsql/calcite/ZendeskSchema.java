package dev.ticketsql.calcite;

import dev.ticketsql.account.AccountRecords;
import dev.ticketsql.account.EventStore;
import dev.ticketsql.account.StatementReports;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.reference.ReferenceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * Calcite's schema of one account: its tables, and the convention of their plans. Opens nothing and needs no close: the
 * {@link EventStore} has the account and its mirror.
 */
public final class ZendeskSchema extends AbstractSchema {

    private final Map<String, Table> tables;
    private final StatementReports reports;
    private final EventStore store;
    private final Optional<String> user;

    /** Makes a schema over the events of {@code store}, which the first statement opens. */
    public ZendeskSchema(EventStore store) {
        this(store, Map.of(), StatementReports.none());
    }

    /** Makes a schema that also has the tables of the account's records. */
    public ZendeskSchema(EventStore store, AccountRecords records) {
        this(store, RecordsTables.of(records), records);
    }

    /** Adds the ready-made views, for this schema as {@code name} in {@code parent}. */
    public ZendeskSchema withViews(SchemaPlus parent, String name) {
        Map<String, Table> all = new HashMap<>(tables);
        for (ReadyView view : ReadyView.values()) {
            all.put(view.viewName(), view.in(parent, name));
        }
        return new ZendeskSchema(all, reports, store, user);
    }

    /** The same schema, whose user is {@code name}. */
    ZendeskSchema ofUser(String name) {
        return new ZendeskSchema(tables, reports, store, Optional.of(name));
    }

    private ZendeskSchema(
            Map<String, Table> tables, StatementReports reports, EventStore store, Optional<String> user) {
        this.tables = Map.copyOf(tables);
        this.reports = reports;
        this.store = store;
        this.user = user;
    }

    /** Returns who asks the account; empty of a schema that was made without options. */
    public Optional<String> user() {
        return user;
    }

    /** Returns the store of its events. */
    EventStore store() {
        return store;
    }

    private ZendeskSchema(EventStore store, Map<String, Table> others, StatementReports reports) {
        this(tables(new DuckDbConvention(store), others), reports, store, Optional.empty());
    }

    private static Map<String, Table> tables(DuckDbConvention convention, Map<String, Table> others) {
        Map<String, Table> all = new HashMap<>(others);
        for (EventTable table : EventTable.values()) {
            all.put(table.tableName(), new EventsTable(table, convention));
        }
        for (ReferenceTable table : ReferenceTable.values()) {
            all.put(table.tableName(), new ReferencesTable(table, convention));
        }
        return all;
    }

    /** Removes and returns the warnings of the statements that this thread ran, as sentences. */
    public List<String> takeWarnings() {
        return reports.takeWarnings();
    }

    /** Sets the one listener for the progress of fetching, from the next statement on. */
    public void listen(FetchListener listener) {
        reports.listen(listener);
    }

    /**
     * Dealings with the statements of this connection: options that change from the next one on.
     *
     * @return of the account's store; without effect of a schema that was made without options
     */
    public StatementReports reports() {
        return reports;
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return tables;
    }
}
