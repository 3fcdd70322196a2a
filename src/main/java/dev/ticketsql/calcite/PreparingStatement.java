package dev.ticketsql.calcite;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.execute.EngineRoot;
import dev.ticketsql.calcite.execute.EngineStatement;
import dev.ticketsql.calcite.execute.ExplainPlan;
import dev.ticketsql.calcite.execute.ForeignRows;
import dev.ticketsql.calcite.function.EngineFunctions;
import dev.ticketsql.calcite.parser.LenientConformance;
import dev.ticketsql.calcite.parser.LenientTypeCoercion;
import dev.ticketsql.calcite.parser.PostgresNameResolution;
import dev.ticketsql.calcite.plan.AccountScan;
import dev.ticketsql.calcite.plan.ForeignTableScan;
import dev.ticketsql.calcite.plan.PlanPipeline;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.event.CancelAnnouncements;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.jdbc.CalcitePrepare;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.CalcitePrepareImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.jspecify.annotations.Nullable;

/**
 * Prepares one statement: adapts Calcite's validator, converter and optimizer, and plans foreign tables with Calcite.
 */
final class PreparingStatement extends CalcitePrepareImpl.CalcitePreparingStmt {

    /**
     * Threshold at which Calcite joins an IN list as a table; without one, it stays a condition that becomes ranges of
     * time.
     */
    private static final int NO_THRESHOLD = Integer.MAX_VALUE;

    private static final int NO_MERGING = -1;

    private final boolean isDeep;
    private final Optional<CancelAnnouncements> cancels;

    PreparingStatement(
            TicketSqlPrepare prepare,
            CalcitePrepare.Context context,
            Type elementType,
            CalciteCatalogReader catalogReader,
            RelOptCluster cluster,
            boolean isDeep,
            Optional<CancelAnnouncements> cancels) {
        super(
                prepare,
                context,
                catalogReader,
                context.getTypeFactory(),
                context.getRootSchema(),
                elementType == Object[].class ? EnumerableRel.Prefer.ARRAY : EnumerableRel.Prefer.CUSTOM,
                logical(cluster),
                EnumerableConvention.INSTANCE,
                prepare.createConvertletTable());
        this.isDeep = isDeep;
        this.cancels = cancels;
    }

    private static RelOptCluster logical(RelOptCluster cluster) {
        cluster.setMetadataQuerySupplier(() -> {
            provideMetadata(cluster);
            return new LogicalMetadata();
        });
        return cluster;
    }

    /** Gives Calcite's planner, of other databases' tables, its rules and all metadata. */
    private void withPlanning(RelOptCluster cluster) {
        if (planner.getRules().isEmpty()) {
            RelOptUtil.registerDefaultRules(planner, context.config().materializationsEnabled(), false);
            Hook.PLANNER.run(planner);
        }
        cluster.setMetadataQuerySupplier(() -> {
            provideMetadata(cluster);
            return RelMetadataQuery.instance();
        });
        cluster.invalidateMetadataQuery();
    }

    /**
     * Sets the metadata provider of this thread, since Calcite keeps one by thread and a statement is prepared on one
     * and executed on another.
     */
    private static void provideMetadata(RelOptCluster cluster) {
        RelMetadataQueryBase.THREAD_PROVIDERS.set(
                JaninoRelMetadataProvider.of(Objects.requireNonNull(cluster.getMetadataProvider())));
    }

    /** Adds the engine's functions before those of Calcite's libraries. */
    @Override
    protected SqlValidator createSqlValidator(
            CatalogReader catalogReader, UnaryOperator<SqlValidator.Config> configTransform) {
        SqlOperatorTable operators = SqlOperatorTables.chain(
                EngineFunctions.table(),
                context.config().fun(SqlOperatorTable.class, SqlStdOperatorTable.instance()),
                (CalciteCatalogReader) catalogReader);
        SqlValidator.Config config = SqlValidator.Config.DEFAULT
                .withLenientOperatorLookup(context.config().lenientOperatorLookup())
                .withConformance(new LenientConformance(context.config().conformance()))
                .withDefaultNullCollation(context.config().defaultNullCollation())
                .withIdentifierExpansion(true)
                .withTypeCoercionFactory(LenientTypeCoercion::new);
        return new PostgresNameResolution(
                operators, (CalciteCatalogReader) catalogReader, typeFactory, configTransform.apply(config));
    }

    /**
     * Keeps conditions of joins and subqueries in place, since the engine splits them itself. Keeps projections apart:
     * Calcite 1.42 merges one that has a correlated subquery only in part with the one below, and computes that one
     * twice.
     */
    @Override
    protected SqlToRelConverter getSqlToRelConverter(
            SqlValidator validator, CatalogReader catalogReader, SqlToRelConverter.Config config) {
        return super.getSqlToRelConverter(
                validator,
                catalogReader,
                config.withInSubQueryThreshold(NO_THRESHOLD)
                        .withExpand(false)
                        .addRelBuilderConfigTransform(builder -> builder.withPushJoinCondition(false)
                                .withBloat(NO_MERGING)
                                .withSimplify(false)));
    }

    @Override
    protected RelNode decorrelate(SqlToRelConverter converter, SqlNode query, RelNode plan) {
        return isOfEngine(plan) ? plan : super.decorrelate(converter, query, plan);
    }

    @Override
    protected RelRoot trimUnusedFields(RelRoot root) {
        return isOfEngine(root.rel) ? root : super.trimUnusedFields(root);
    }

    private boolean isOfEngine(RelNode plan) {
        return EngineParts.store(plan, context).isPresent();
    }

    @Override
    protected RelRoot optimize(
            RelRoot root, List<Materialization> materializations, List<CalciteSchema.LatticeEntry> lattices) {
        Optional<EventStore> store = EngineParts.store(root.rel, context);
        if (store.isEmpty() || root.kind.belongsTo(SqlKind.DML)) {
            withPlanning(root.rel.getCluster());
            return super.optimize(root, materializations, lattices);
        }
        // A subquery of an expression that Calcite writes twice is there twice; its tables are planned once.
        Map<String, ForeignRows> planned = new HashMap<>();
        PlanPipeline.DriverSteps steps = new PlanPipeline.DriverSteps(
                SessionNames.of(context)::written,
                plan -> EngineParts.marked(plan, store.get()),
                plan -> PlanRewriter.rewritten(
                        plan,
                        rel -> rel instanceof ForeignTableScan part
                                ? planned.computeIfAbsent(
                                        RelOptUtil.toString(part), key -> foreign(part, materializations, lattices))
                                : rel));
        return root.withRel(new EngineRoot(PlanPipeline.prepared(root.rel, steps), store.get()));
    }

    /** Plans a foreign table, for Calcite or for another account's engine. */
    private ForeignRows foreign(
            ForeignTableScan part, List<Materialization> materializations, List<CalciteSchema.LatticeEntry> lattices) {
        RelNode input = part.getInput();
        Optional<AccountScan> scan = EngineParts.scan(input);
        Bindable<?> rows;
        if (scan.isPresent()) {
            rows = EngineRoot.statement(input, scan.get().store(), cancels);
        } else {
            withPlanning(input.getCluster());
            RelRoot planned = super.optimize(RelRoot.of(input, SqlKind.SELECT), materializations, lattices);
            rows = EnumerableInterpretable.toBindable(
                    internalParameters(), context.spark(), (EnumerableRel) planned.rel, EnumerableRel.Prefer.ARRAY);
        }
        return new ForeignRows(part.getCluster(), part.getRowType(), rows, EngineParts.shown(input));
    }

    private EngineStatement statement(RelRoot root, EngineRoot engineRoot) {
        RelDataTypeFactory.Builder row = context.getTypeFactory().builder();
        root.fields.forEach((field, name) ->
                row.add(name, engineRoot.getRowType().getFieldList().get(field).getType()));
        return new EngineStatement(
                engineRoot.getInput(), root.fields.leftList(), row.build(), engineRoot.store(), isDeep, cancels);
    }

    private Map<String, Object> internalParameters() {
        return new LinkedHashMap<>(Map.of("_conformance", context.config().conformance()));
    }

    @Override
    protected PreparedResult createPreparedExplanation(
            @Nullable RelDataType resultType,
            RelDataType parameterRowType,
            @Nullable RelRoot root,
            SqlExplainFormat format,
            SqlExplainLevel detailLevel) {
        RelRoot shown = root != null && root.rel instanceof EngineRoot engineRoot
                ? root.withRel(new ExplainPlan(engineRoot.store()).of(engineRoot.getInput()))
                : root;
        return super.createPreparedExplanation(resultType, parameterRowType, shown, format, detailLevel);
    }

    @Override
    protected PreparedResult implement(RelRoot root) {
        if (!(root.rel instanceof EngineRoot engineRoot)) {
            return super.implement(root);
        }
        EngineStatement statement = statement(root, engineRoot);
        EngineSqlCheck.requireSql(statement.plan(), statement.fields());
        return new PreparedResultImpl(
                statement.rowType(),
                Objects.requireNonNull(parameterRowType),
                Objects.requireNonNull(fieldOrigins),
                List.of(),
                root.rel,
                mapTableModOp(false, root.kind),
                false) {
            @Override
            public String getCode() {
                throw new UnsupportedOperationException("the engine has SQL, not code");
            }

            @Override
            public Bindable<?> getBindable(Meta.CursorFactory cursorFactory) {
                return statement;
            }

            @Override
            public Type getElementType() {
                return statement.getElementType();
            }
        };
    }
}
