package dev.ticketsql.calcite;

import dev.ticketsql.calcite.corrections.CastTruncation;
import dev.ticketsql.calcite.corrections.WindowFunctionPreserver;
import dev.ticketsql.calcite.parser.ColumnLabels;
import dev.ticketsql.calcite.parser.DatetimeConvertlets;
import dev.ticketsql.calcite.parser.LenientParserFactory;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.LargeStack;
import dev.ticketsql.files.EngineLibrary;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.CalcitePrepareImpl;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;

/**
 * Prepares statements: Calcite parses and validates them and makes a logical plan, which becomes one statement of the
 * mirror's engine, without a search for a plan. Calcite itself plans and runs the parts that read other schemas, and
 * all statements of a connection without an account. Public for drivers.
 */
public final class TicketSqlPrepare extends CalcitePrepareImpl {

    private final Optional<CancelAnnouncements> cancels;
    private boolean isDeep;
    private Optional<ColumnLabels> labels = Optional.empty();

    /** Makes one for one statement, as Calcite requires, of a driver that does not announce a cancelled statement. */
    public TicketSqlPrepare() {
        this.cancels = Optional.empty();
    }

    /**
     * Makes one for one statement of a driver that announces a cancelled statement.
     *
     * @param cancels announcements of the connection
     */
    public TicketSqlPrepare(CancelAnnouncements cancels) {
        this.cancels = Optional.of(cancels);
    }

    /**
     * Prepares a statement while the library of the engine that will run it is loaded, and long statements on a large
     * stack: Calcite parses, validates and converts by recursion, and a sum of some hundred terms is deeper than a
     * usual stack.
     */
    @Override
    public <T> CalciteSignature<T> prepareSql(Context context, Query<T> query, Type elementType, long maxRowCount) {
        EngineLibrary.begin();
        if (query.sql == null || !LargeStack.isNeededFor(query.sql)) {
            return prepared(context, query, elementType, maxRowCount);
        }
        isDeep = true;
        try {
            return LargeStack.call(() -> prepared(context, query, elementType, maxRowCount));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> CalciteSignature<T> prepared(Context context, Query<T> query, Type elementType, long maxRowCount) {
        CalciteSignature<T> signature = super.prepareSql(context, query, elementType, maxRowCount);
        return labels.map(found -> LabelledColumns.of(signature, found)).orElse(signature);
    }

    /** Makes a parser that keeps the labels of the columns, which planning loses. */
    @Override
    protected SqlParser createParser(String sql, SqlParser.Config config) {
        boolean isLenient = config.parserFactory() == LenientParserFactory.FACTORY;
        return super.createParser(
                sql, isLenient ? config.withParserFactory(new LenientParserFactory(this::keepFirst)) : config);
    }

    /** The statement is parsed before the views that it reads. */
    private void keepFirst(ColumnLabels found) {
        labels = labels.or(() -> Optional.of(found));
    }

    /** Makes planners without rules, which only the parts that Calcite plans need: hundreds, each with classes. */
    @Override
    protected List<Function1<Context, RelOptPlanner>> createPlannerFactories() {
        return List.of(TicketSqlPrepare::plannerWithoutRules);
    }

    /**
     * Keeps constants as they were written: the engine computes them, and Calcite would round and print them otherwise.
     */
    private static RelOptPlanner plannerWithoutRules(Context context) {
        VolcanoPlanner planner = new VolcanoPlanner(null, Contexts.of(context.config()));
        planner.setExecutor((rexBuilder, constants, values) -> values.addAll(constants));
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
        planner.setTopDownOpt(context.config().topDownOpt());
        return planner;
    }

    @Override
    protected SqlRexConvertletTable createConvertletTable() {
        return new DatetimeConvertlets(new CastTruncation(new WindowFunctionPreserver(super.createConvertletTable())));
    }

    @Override
    protected CalcitePreparingStmt getPreparingStmt(
            Context context, Type elementType, CalciteCatalogReader catalogReader, RelOptPlanner planner) {
        RelOptCluster cluster = createCluster(planner, new RexBuilder(context.getTypeFactory()));
        return new PreparingStatement(this, context, elementType, catalogReader, cluster, isDeep, cancels);
    }
}
