package dev.ticketsql.calcite.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/**
 * Writes subqueries in expressions: EXISTS, IN, comparisons with SOME, scalar subqueries and ARRAY. References to the
 * outer row become that row's columns; DuckDB decorrelates them.
 */
final class SubQueryTranslation {

    private final QueryWriter writer;
    private final ExpressionWriter scalars;

    SubQueryTranslation(QueryWriter writer, ExpressionWriter scalars) {
        this.writer = writer;
        this.scalars = scalars;
    }

    String sql(RexSubQuery subQuery, Scope scope) {
        return switch (subQuery.getKind()) {
            case EXISTS -> "EXISTS (" + rows(subQuery.rel, scope).sql() + ")";
            case IN -> in(subQuery, scope);
            case SOME -> some(subQuery, scope);
            case SCALAR_QUERY -> scalar(subQuery, scope);
            case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR -> list(subQuery, scope);
            default ->
                throw new UnsupportedSqlException("TicketSQL cannot run "
                        + subQuery.getOperator().getName() + " of a subquery: write it with EXISTS, IN or a join");
        };
    }

    /** Writes the subquery with all its columns. A correlation variable that {@code scope} lacks stands for its row. */
    private Query query(RelNode rel, Scope scope) {
        return writer.readByPlace(rows(rel, scope));
    }

    private Query rows(RelNode rel, Scope scope) {
        Scope inside = scope;
        for (CorrelationId variable : RelOptUtil.getVariablesUsed(rel)) {
            if (scope.rowOf(variable).isEmpty()) {
                inside = inside.correlatedBy(variable);
            }
        }
        return writer.query(rel, inside);
    }

    /** Writes a scalar subquery, which is NULL of no row; of several DuckDB fails. */
    private String scalar(RexSubQuery subQuery, Scope scope) {
        return "(" + query(subQuery.rel, scope).sql() + ")";
    }

    private String in(RexSubQuery subQuery, Scope scope) {
        List<String> values = scalars.sql(subQuery.getOperands(), scope);
        if (values.size() == 1) {
            return "(" + values.get(0) + " IN (" + query(subQuery.rel, scope).sql() + "))";
        }
        // The engine compares rows as it sorts them: NULL equals NULL there, and is not unknown.
        Query query = query(subQuery.rel, scope);
        String table = writer.newTable();
        List<String> equal = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            equal.add("(" + values.get(index) + " = " + table + "."
                    + query.columns().get(index) + ")");
        }
        String same = "(" + String.join(" AND ", equal) + ")";
        String from = "(SELECT 1 FROM (" + query.sql() + ") AS " + table + " WHERE ";
        return "(CASE WHEN EXISTS " + from + same + ") THEN TRUE WHEN EXISTS " + from + same
                + " IS NULL) THEN NULL ELSE FALSE END)";
    }

    private String some(RexSubQuery subQuery, Scope scope) {
        if (subQuery.getOperands().size() != 1) {
            throw new UnsupportedSqlException(
                    "SOME, ANY and ALL compare one value: write a join or EXISTS to compare several");
        }
        SqlKind comparison = ((SqlQuantifyOperator) subQuery.getOperator()).comparisonKind;
        return "(" + scalars.sql(subQuery.getOperands().get(0), scope) + " " + comparison.sql + " ANY ("
                + query(subQuery.rel, scope).sql() + "))";
    }

    private String list(RexSubQuery subQuery, Scope scope) {
        Query query = query(subQuery.rel, scope);
        if (query.columns().size() == 1) {
            return "ARRAY(" + query.sql() + ")";
        }
        String table = writer.newTable();
        String row = query.columns().stream()
                .map(column -> table + "." + column)
                .collect(Collectors.joining(", ", "ROW(", ")"));
        return "ARRAY(SELECT " + row + " FROM (" + query.sql() + ") AS " + table + ")";
    }
}
