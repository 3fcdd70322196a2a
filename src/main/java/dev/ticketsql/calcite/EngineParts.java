package dev.ticketsql.calcite;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.plan.AccountScan;
import dev.ticketsql.calcite.plan.ForeignTableScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.jdbc.CalcitePrepare;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.TransientTable;

/**
 * Divides a logical plan between engines: the tables of one account, which its mirror's engine scans, and foreign
 * tables, which reach that engine as rows.
 */
final class EngineParts {

    private EngineParts() {}

    /**
     * Returns the store whose engine runs {@code plan}: of the first account whose tables it reads, or else of the
     * current schema, or else of the first account of the connection. Empty if it has none.
     */
    static Optional<EventStore> store(RelNode plan, CalcitePrepare.Context context) {
        return tables(plan).stream()
                .map(EngineParts::scan)
                .flatMap(Optional::stream)
                .map(AccountScan::store)
                .findFirst()
                .or(() -> current(context)
                        .flatMap(schema -> stores(schema).stream().findFirst()))
                .or(() -> stores(context.getRootSchema()).stream().findFirst());
    }

    private static Optional<CalciteSchema> current(CalcitePrepare.Context context) {
        Optional<CalciteSchema> schema = Optional.of(context.getRootSchema());
        for (String name : context.getDefaultSchemaPath()) {
            schema = schema.flatMap(parent -> Optional.ofNullable(parent.getSubSchema(name, true)));
        }
        return schema;
    }

    private static List<RelNode> tables(RelNode plan) {
        return PlanRewriter.find(plan, RelNode.class).stream()
                .filter(EngineParts::isTable)
                .toList();
    }

    private static boolean isTable(RelNode rel) {
        return rel.getInputs().isEmpty()
                && !(rel instanceof Values)
                && !(rel instanceof TableFunctionScan)
                && !isTransient(rel);
    }

    private static boolean isTransient(RelNode rel) {
        return rel instanceof TableScan scan && scan.getTable().unwrap(TransientTable.class) != null;
    }

    private static List<EventStore> stores(CalciteSchema schema) {
        List<EventStore> stores = new ArrayList<>();
        Schema own = schema.schema;
        if (own instanceof ZendeskSchema zendesk) {
            stores.add(zendesk.store());
        }
        schema.getSubSchemaMap().values().forEach(nested -> stores.addAll(stores(nested)));
        return stores;
    }

    /** Returns the scan of an account's table under {@code rel}, if only filters are above it. */
    static Optional<AccountScan> scan(RelNode rel) {
        if (rel instanceof AccountScan scan) {
            return Optional.of(scan);
        }
        return rel instanceof Filter filter ? scan(filter.getInput()) : Optional.empty();
    }

    /** Marks the foreign tables of {@code plan}. */
    static RelNode marked(RelNode plan, EventStore store) {
        return PlanRewriter.rewritten(plan, rel -> isForeign(rel, store) ? new ForeignTableScan(rel) : rel);
    }

    private static boolean isForeign(RelNode rel, EventStore store) {
        return isTable(rel) && scan(rel).filter(scan -> scan.store() == store).isEmpty();
    }

    static String shown(RelNode plan) {
        return RelOptUtil.toString(plan).strip();
    }
}
