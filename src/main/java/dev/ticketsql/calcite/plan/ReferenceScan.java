package dev.ticketsql.calcite.plan;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.reference.ReferenceTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.adapter.jdbc.JdbcImplementor;
import org.apache.calcite.adapter.jdbc.JdbcRel;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Scans a table of references, with the conditions that tell which of its objects are needed. */
public final class ReferenceScan extends TableScan implements AccountScan, JdbcRel {

    /** Far less than events; only the proportion matters. */
    private static final double ROWS = 1_000;

    private static final String ID = "id";
    private static final String ROLE = "role";
    private static final String END_USER = "end-user";
    private static final Set<String> STAFF = Set.of("agent", "admin");

    private final Convention convention;
    private final EventStore store;
    private final ReferenceTable referenceTable;
    private final List<RexNode> conditions;

    /**
     * A scan of {@code referenceTable}.
     *
     * @param convention of the schema that {@code table} is in
     * @param store where its objects are
     */
    public ReferenceScan(
            RelOptCluster cluster,
            Convention convention,
            EventStore store,
            ReferenceTable referenceTable,
            RelOptTable table) {
        this(cluster, convention, store, referenceTable, table, List.of());
    }

    private ReferenceScan(
            RelOptCluster cluster,
            Convention convention,
            EventStore store,
            ReferenceTable referenceTable,
            RelOptTable table,
            List<RexNode> conditions) {
        super(cluster, cluster.traitSetOf(convention), List.of(), table);
        this.convention = convention;
        this.store = store;
        this.referenceTable = referenceTable;
        this.conditions = List.copyOf(conditions);
    }

    public ReferenceTable referenceTable() {
        return referenceTable;
    }

    @Override
    public EventStore store() {
        return store;
    }

    /** Returns this scan with {@code wanted}; rows for which one of them is not true are not needed. */
    ReferenceScan where(List<RexNode> wanted) {
        return with(wanted.stream().distinct().toList());
    }

    /** Returns the conditions for which a row is needed. */
    public List<RexNode> conditions() {
        return conditions;
    }

    /** Returns this scan with {@code changed} in the place of its conditions. */
    public ReferenceScan with(List<RexNode> changed) {
        return new ReferenceScan(getCluster(), convention, store, referenceTable, table, changed);
    }

    /** Rewrites the conditions. */
    public ReferenceScan with(RexShuttle shuttle) {
        return conditions.isEmpty() ? this : with(shuttle.apply(conditions));
    }

    /** Returns whether {@code column} identifies the object. */
    boolean isId(int column) {
        return column == place(ID);
    }

    private int place(String name) {
        return getRowType().getFieldNames().indexOf(name);
    }

    /** Returns the ids of the objects that are needed, if constants of the statement tell them. */
    public Optional<Set<Long>> ids() {
        return new ColumnValues(place(ID))
                .of(conditions)
                .map(values -> values.stream()
                        .filter(Number.class::isInstance)
                        .map(value -> ((Number) value).longValue())
                        .collect(Collectors.toSet()));
    }

    /** Returns whether only staff is needed, which is known as a whole. */
    public boolean isOfStaffAlone() {
        int role = place(ROLE);
        ColumnValues values = new ColumnValues(role);
        return referenceTable == ReferenceTable.USERS
                && (values.of(conditions).filter(STAFF::containsAll).isPresent()
                        || conditions.stream().anyMatch(condition -> values.differFrom(condition, END_USER)));
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
        return this;
    }

    @Override
    public double estimateRowCount(RelMetadataQuery metadata) {
        return ROWS;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return writer.item("table", table.getQualifiedName()).item("where", conditions.toString());
    }

    /** Required by Calcite and never called: the engine's SQL is written from the plan. */
    @Override
    public SqlImplementor.Result implement(JdbcImplementor implementor) {
        return implementor.implement(this);
    }
}
