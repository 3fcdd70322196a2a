package dev.ticketsql.calcite;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptCostFactory;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.CalcitePrepareImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.Program;
import org.apache.calcite.tools.Programs;
import org.jspecify.annotations.Nullable;

/**
 * Prepares statements as Calcite does, but by the {@link RightRules}, and spells {@link ConstantGroups} out before
 * correlated subqueries are taken apart. For drivers to name; a convention's rules come too late for it.
 */
public final class CarefulPrepare extends CalcitePrepareImpl {

    /**
     * Lists of fewer values stay conditions, which the mirror's engine tests; of longer ones Calcite makes a join. It
     * does of twenty by itself, and where it tests a condition, writes each value into its code: three hundred compile
     * in most of a second, a thousand do not.
     */
    private static final int MAX_LISTED = 100;

    /** What is done to the plan that was chosen, in this order. */
    private static final List<UnaryOperator<RelNode>> FINISH = List.of(
            NullableCasts::ofPlan,
            JoinWindows::narrowed,
            FreshRows::ofPlan,
            KeptRows::ofPlan,
            WindowFrames::ofPlan,
            CheckedArithmetic::ofPlan,
            EndingRows::ofPlan);

    /** One for each statement, as Calcite wants it. */
    public CarefulPrepare() {}

    /** Also where a statement's conditions leave no scan of ours, whose convention would bring its rules along. */
    @Override
    protected RelOptPlanner createPlanner(
            Context prepareContext,
            org.apache.calcite.plan.@Nullable Context externalContext,
            @Nullable RelOptCostFactory costFactory) {
        RelOptPlanner planner = super.createPlanner(prepareContext, externalContext, costFactory);
        RightRules.replaceWrongOnes(planner);
        planner.setExecutor(new CheckedConstants(RexUtil.EXECUTOR));
        return planner;
    }

    @Override
    protected SqlRexConvertletTable createConvertletTable() {
        return new DateDifferences(new StatisticalWindowFunctions(super.createConvertletTable()));
    }

    @Override
    protected CalcitePreparingStmt getPreparingStmt(
            Context context, Type elementType, CalciteCatalogReader catalogReader, RelOptPlanner planner) {
        return new CarefulStatement(this, context, elementType, catalogReader, planner);
    }

    private static final class CarefulStatement extends CalcitePreparingStmt {

        CarefulStatement(
                CarefulPrepare prepare,
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
                    prepare.createCluster(planner, new RexBuilder(context.getTypeFactory())),
                    EnumerableConvention.INSTANCE,
                    prepare.createConvertletTable());
        }

        /**
         * Conditions of joins stay whole until the planner looks at them. Calcite 1.42 else puts what they compute into
         * columns below the join, and where it then takes a subquery apart that depends on the join's columns, it takes
         * others for them.
         */
        @Override
        protected SqlToRelConverter getSqlToRelConverter(
                SqlValidator validator, CatalogReader catalogReader, SqlToRelConverter.Config config) {
            return super.getSqlToRelConverter(
                    validator,
                    catalogReader,
                    config.withInSubQueryThreshold(MAX_LISTED)
                            .addRelBuilderConfigTransform(builder -> builder.withPushJoinCondition(false)));
        }

        /** Of LATERAL joins, which are correlated from the beginning. */
        @Override
        protected RelNode decorrelate(SqlToRelConverter converter, SqlNode query, RelNode plan) {
            return super.decorrelate(converter, query, ConstantGroups.spelledOut(CorrelatedWindows.refused(plan)));
        }

        /** Of subqueries: the standard program begins as ours does, and finds none left. */
        @Override
        protected Program getProgram() {
            Program existsToJoin = (planner, plan, traits, materializations, lattices) -> {
                // Calcite has just given the planner an executor of its own.
                planner.setExecutor(
                        new CheckedConstants(Objects.requireNonNullElse(planner.getExecutor(), RexUtil.EXECUTOR)));
                return ExistsJoins.spelledOut(ExistsLimits.ofPlan(plan));
            };
            Program spellOut = (planner, plan, traits, materializations, lattices) -> NumberedRows.ofPlan(
                    StatisticalAggregates.ofPlan(ConstantGroups.spelledOut(CorrelatedWindows.refused(plan))));
            Program finish = (planner, plan, traits, materializations, lattices) -> {
                RelNode finished = plan;
                for (UnaryOperator<RelNode> step : FINISH) {
                    finished = step.apply(finished);
                }
                return finished;
            };
            return Programs.sequence(
                    existsToJoin,
                    Programs.subQuery(DefaultRelMetadataProvider.INSTANCE),
                    spellOut,
                    super.getProgram(),
                    finish);
        }
    }
}
