package dev.ticketsql.calcite;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.corrections.CastTruncation;
import dev.ticketsql.calcite.corrections.WindowFunctionPreserver;
import dev.ticketsql.calcite.execute.EngineRoot;
import dev.ticketsql.calcite.execute.EngineStatement;
import dev.ticketsql.calcite.execute.ExplainPlan;
import dev.ticketsql.calcite.execute.ForeignRows;
import dev.ticketsql.calcite.function.EngineFunctions;
import dev.ticketsql.calcite.parser.DatetimeConvertlets;
import dev.ticketsql.calcite.parser.LenientConformance;
import dev.ticketsql.calcite.parser.LenientTypeCoercion;
import dev.ticketsql.calcite.parser.PostgresNameResolution;
import dev.ticketsql.calcite.plan.ConstantExpressions;
import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.ForeignTableScan;
import dev.ticketsql.calcite.plan.PlanPipeline;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.RexInputRefs;
import dev.ticketsql.calcite.sql.LogicalSqlWriter;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.LargeStack;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostFactory;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.CalcitePrepareImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.jspecify.annotations.Nullable;

/**
 * Prepares statements: Calcite parses and validates them and makes a logical plan, which becomes one statement of the
 * mirror's engine, without a planner that searches. Calcite plans and runs as it does what of it reads tables of other
 * schemas, and whole statements where no account is. For drivers to name.
 */
public final class TicketSqlPrepare extends CalcitePrepareImpl {

    private final Optional<CancelAnnouncements> cancels;
    private boolean isLong;

    /**
     * One for each statement, as Calcite wants it, of a driver that calls nobody back when a statement is cancelled.
     */
    public TicketSqlPrepare() {
        this.cancels = Optional.empty();
    }

    /**
     * The same, of a driver that announces that a statement was cancelled.
     *
     * @param cancels of the connection
     */
    public TicketSqlPrepare(CancelAnnouncements cancels) {
        this.cancels = Optional.of(cancels);
    }

    /**
     * Calcite parses, validates and converts by recursion: a sum of some hundred terms is deeper than a usual stack.
     */
    @Override
    public <T> CalciteSignature<T> prepareSql(Context context, Query<T> query, Type elementType, long maxRowCount) {
        if (query.sql == null || !LargeStack.isNeededFor(query.sql)) {
            return super.prepareSql(context, query, elementType, maxRowCount);
        }
        isLong = true;
        try {
            return LargeStack.call(() -> super.prepareSql(context, query, elementType, maxRowCount));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Constants stay as they were written: the engine computes them, and Calcite would round and spell otherwise. */
    @Override
    protected RelOptPlanner createPlanner(
            Context prepareContext,
            org.apache.calcite.plan.@Nullable Context externalContext,
            @Nullable RelOptCostFactory costFactory) {
        RelOptPlanner planner = super.createPlanner(prepareContext, externalContext, costFactory);
        planner.setExecutor((rexBuilder, constants, values) -> values.addAll(constants));
        return planner;
    }

    @Override
    protected SqlRexConvertletTable createConvertletTable() {
        return new DatetimeConvertlets(new CastTruncation(new WindowFunctionPreserver(super.createConvertletTable())));
    }

    @Override
    protected CalcitePreparingStmt getPreparingStmt(
            Context context, Type elementType, CalciteCatalogReader catalogReader, RelOptPlanner planner) {
        return new PreparingStatement(this, context, elementType, catalogReader, planner);
    }

    private static final class PreparingStatement extends CalcitePreparingStmt {

        /** Longer lists too stay conditions, which are one IN of the engine and ranges of time. */
        private static final int NO_THRESHOLD = Integer.MAX_VALUE;

        private static final int NO_MERGING = -1;

        PreparingStatement(
                TicketSqlPrepare prepare,
                Context context,
                Type elementType,
                CalciteCatalogReader catalogReader,
                RelOptPlanner planner) {
            super(
                    prepare,
                    context,
                    catalogReader,
                    context.getTypeFactory(),
                    context.getRootSchema(),
                    elementType == Object[].class ? EnumerableRel.Prefer.ARRAY : EnumerableRel.Prefer.CUSTOM,
                    withoutPredicates(prepare.createCluster(planner, new RexBuilder(context.getTypeFactory()))),
                    EnumerableConvention.INSTANCE,
                    prepare.createConvertletTable());
        }

        /** Predicates, asked for where DISTINCT is converted, fail on comparisons with NULL and with casts of times. */
        private static RelOptCluster withoutPredicates(RelOptCluster cluster) {
            cluster.setMetadataQuerySupplier(() -> {
                provideMetadata(cluster);
                return new RelMetadataQuery() {
                    @Override
                    public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
                        return RelOptPredicateList.EMPTY;
                    }
                };
            });
            return cluster;
        }

        /** What the planner of other databases' tables may know of them. */
        private static void withPredicates(RelOptCluster cluster) {
            cluster.setMetadataQuerySupplier(() -> {
                provideMetadata(cluster);
                return RelMetadataQuery.instance();
            });
            cluster.invalidateMetadataQuery();
        }

        /** Calcite keeps the provider by thread; a statement is prepared on one and executed on another. */
        private static void provideMetadata(RelOptCluster cluster) {
            RelMetadataQueryBase.THREAD_PROVIDERS.set(
                    JaninoRelMetadataProvider.of(Objects.requireNonNull(cluster.getMetadataProvider())));
        }

        /** Knows the engine's functions, which come before those of Calcite's libraries. */
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
         * Conditions of joins and subqueries stay where they were written: the engine takes them apart. Projections
         * stay apart: where one holds a correlated subquery, Calcite 1.42 merges it with the one below halfway, and
         * computes that one twice.
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
                RelRoot root,
                List<Materialization> materializations,
                List<org.apache.calcite.jdbc.CalciteSchema.LatticeEntry> lattices) {
            Optional<EventStore> store = EngineParts.store(root.rel, context);
            if (store.isEmpty() || root.kind.belongsTo(SqlKind.DML)) {
                withPredicates(root.rel.getCluster());
                return super.optimize(root, materializations, lattices);
            }
            // A subquery of an expression that Calcite writes twice is there twice; its tables are planned once.
            Map<String, ForeignRows> planned = new HashMap<>();
            PlanPipeline.Door door = new PlanPipeline.Door(
                    this::withSchemaName,
                    plan -> EngineParts.marked(plan, store.get()),
                    plan -> PlanRewriter.rewritten(
                            plan,
                            rel -> rel instanceof ForeignTableScan part
                                    ? planned.computeIfAbsent(
                                            RelOptUtil.toString(part), key -> foreign(part, materializations, lattices))
                                    : rel));
            return root.withRel(new EngineRoot(PlanPipeline.prepared(root.rel, door), store.get()));
        }

        /** The engine has schemas of its own, whose names are nobody's. */
        private RelNode withSchemaName(RelNode plan) {
            List<String> path = context.getDefaultSchemaPath();
            RexShuttle named = new RexShuttle() {
                @Override
                public RexNode visitCall(RexCall call) {
                    if (!call.getOperator().getName().equals("CURRENT_SCHEMA")) {
                        return super.visitCall(call);
                    }
                    return path.isEmpty()
                            ? rexBuilder.makeNullLiteral(call.getType())
                            : rexBuilder.makeLiteral(path.get(path.size() - 1), call.getType(), true);
                }
            };
            return PlanRewriter.rewritten(plan, rel -> rel.accept(named));
        }

        /** What Calcite, or another account's engine, computes of a foreign part. */
        private ForeignRows foreign(
                ForeignTableScan part,
                List<Materialization> materializations,
                List<org.apache.calcite.jdbc.CalciteSchema.LatticeEntry> lattices) {
            RelNode input = part.getInput();
            Optional<EventScan> scan = EngineParts.scan(input);
            Bindable<?> rows;
            if (scan.isPresent()) {
                rows = new EngineStatement(
                        PlanPipeline.prepared(input, PlanPipeline.Door.plain()),
                        RexInputRefs.of(input.getRowType()).stream()
                                .map(ref -> ref.getIndex())
                                .toList(),
                        input.getRowType(),
                        scan.get().store(),
                        false,
                        ((TicketSqlPrepare) prepare).cancels);
            } else {
                withPredicates(input.getCluster());
                RelRoot planned = super.optimize(RelRoot.of(input, SqlKind.SELECT), materializations, lattices);
                rows = EnumerableInterpretable.toBindable(
                        internalParameters(), context.spark(), (EnumerableRel) planned.rel, EnumerableRel.Prefer.ARRAY);
            }
            return new ForeignRows(part.getCluster(), part.getRowType(), rows, EngineParts.shown(input));
        }

        private EngineStatement statement(RelRoot root, EngineRoot engineRoot) {
            RelDataTypeFactory.Builder row = context.getTypeFactory().builder();
            root.fields.forEach((field, name) -> row.add(
                    name, engineRoot.getRowType().getFieldList().get(field).getType()));
            return new EngineStatement(
                    engineRoot.getInput(),
                    root.fields.leftList(),
                    row.build(),
                    engineRoot.store(),
                    ((TicketSqlPrepare) prepare).isLong,
                    ((TicketSqlPrepare) prepare).cancels);
        }

        /** Before a statement makes a request; values that only its execution knows are NULL here. */
        private void refuseWhatCannotBeWritten(RelNode plan, List<Integer> fields) {
            RexShuttle unknown = new RexShuttle() {
                @Override
                public RexNode visitDynamicParam(RexDynamicParam parameter) {
                    return rexBuilder.makeNullLiteral(parameter.getType());
                }

                @Override
                public RexNode visitCall(RexCall call) {
                    return ConstantExpressions.isOfExecution(call.getOperator())
                            ? rexBuilder.makeNullLiteral(call.getType())
                            : super.visitCall(call);
                }
            };
            RelNode known = PlanRewriter.rewritten(
                    plan, rel -> rel instanceof Sort sort ? withKnownLimit(sort) : rel.accept(unknown));
            new LogicalSqlWriter(
                            rexBuilder,
                            rel -> rel instanceof EventScan || rel instanceof ForeignRows
                                    ? Optional.of("scan")
                                    : Optional.empty())
                    .check(known, fields);
        }

        private RelNode withKnownLimit(Sort sort) {
            RexNode one = rexBuilder.makeExactLiteral(BigDecimal.ONE);
            return sort.copy(
                    sort.getTraitSet(),
                    sort.getInput(),
                    sort.getCollation(),
                    sort.offset instanceof RexDynamicParam ? one : sort.offset,
                    sort.fetch instanceof RexDynamicParam ? one : sort.fetch);
        }

        private Map<String, Object> internalParameters() {
            return new java.util.LinkedHashMap<>(
                    Map.of("_conformance", context.config().conformance()));
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
            refuseWhatCannotBeWritten(statement.plan(), statement.fields());
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
                public Bindable<?> getBindable(org.apache.calcite.avatica.Meta.CursorFactory cursorFactory) {
                    return statement;
                }

                @Override
                public Type getElementType() {
                    return statement.getElementType();
                }
            };
        }
    }
}
