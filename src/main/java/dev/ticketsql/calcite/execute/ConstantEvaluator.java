package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.ConstantExpressions;
import dev.ticketsql.calcite.plan.RowLiterals;
import dev.ticketsql.calcite.sql.LogicalSqlWriter;
import dev.ticketsql.calcite.sql.WrittenSql;
import dev.ticketsql.mirror.Cursor;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * Replaces expressions that need no row by their values, which the engine computes: ranges of time then agree with the
 * statement's own filters. One query for all constants of a statement.
 */
final class ConstantEvaluator {

    /** Runs SQL that reads no table. */
    @FunctionalInterface
    interface Runner {
        Cursor run(WrittenSql sql) throws IOException, SQLException;
    }

    private final RelOptCluster cluster;
    private final Runner engine;

    ConstantEvaluator(RelOptCluster cluster, Runner engine) {
        this.cluster = cluster;
        this.engine = engine;
    }

    /**
     * Replaces the constant parts of {@code expressions} by literals.
     *
     * @throws SQLException if a value cannot be computed, as of a division by zero or a malformed date
     */
    List<RexNode> folded(List<RexNode> expressions) throws IOException, SQLException {
        List<RexNode> constants = new ArrayList<>();
        Largest collecting = new Largest() {
            @Override
            RexNode found(RexCall constant) {
                constants.add(constant);
                return constant;
            }
        };
        expressions.forEach(expression -> expression.accept(collecting));
        if (constants.isEmpty()) {
            return expressions;
        }
        Map<RexNode, RexNode> values = values(constants.stream().distinct().toList());
        Largest replacing = new Largest() {
            @Override
            RexNode found(RexCall constant) {
                return values.getOrDefault(constant, constant);
            }
        };
        return expressions.stream()
                .map(expression -> expression.accept(replacing))
                .toList();
    }

    private Map<RexNode, RexNode> values(List<RexNode> constants) throws IOException, SQLException {
        List<String> names = IntStream.range(0, constants.size())
                .mapToObj(column -> "v" + column)
                .toList();
        LogicalProject plan =
                LogicalProject.create(LogicalValues.createOneRow(cluster), List.of(), constants, names, Set.of());
        WrittenSql sql = new LogicalSqlWriter(cluster.getRexBuilder(), rel -> Optional.empty())
                .write(plan, IntStream.range(0, constants.size()).boxed().toList());
        RowDecoder decoder = RowDecoder.ofPart(plan.getRowType());
        Map<RexNode, RexNode> values = new HashMap<>();
        try (Cursor cursor = engine.run(sql)) {
            cursor.next();
            @Nullable Object row = decoder.decode(cursor.resultSet());
            @Nullable Object[] all = row instanceof @Nullable Object[] several ? several : new @Nullable Object[] {row};
            for (int column = 0; column < constants.size(); column++) {
                RexNode constant = constants.get(column);
                RowLiterals.of(all[column], constant.getType(), cluster.getRexBuilder())
                        .ifPresent(literal -> values.put(constant, literal));
            }
        }
        return values;
    }

    /** Visits each largest constant call, and nothing inside it. */
    private abstract static class Largest extends RexShuttle {

        abstract RexNode found(RexCall constant);

        @Override
        public RexNode visitCall(RexCall call) {
            return ConstantExpressions.isConstant(call) ? found(call) : super.visitCall(call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            return subQuery;
        }
    }
}
