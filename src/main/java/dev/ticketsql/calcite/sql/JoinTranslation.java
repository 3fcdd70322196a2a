package dev.ticketsql.calcite.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexUtil;

/**
 * Writes joins. DuckDB takes no subquery in the condition of an outer join; there the other side becomes a lateral
 * subquery that the condition filters.
 */
final class JoinTranslation {

    private final QueryWriter writer;
    private final ExpressionWriter scalars;

    JoinTranslation(QueryWriter writer, ExpressionWriter scalars) {
        this.writer = writer;
        this.scalars = scalars;
    }

    /** Both inputs of a join with their aliases. */
    private record Sides(Query left, AliasedQuery leftName, Query right, AliasedQuery rightName) {

        List<String> columns() {
            List<String> columns = new ArrayList<>(leftName.columns());
            columns.addAll(rightName.columns());
            return columns;
        }

        List<String> names() {
            List<String> names = new ArrayList<>(left.columns());
            names.addAll(right.columns());
            return names;
        }

        String leftItem() {
            return "(" + left.sql() + ") AS " + leftName.table();
        }

        String rightItem() {
            return "(" + right.sql() + ") AS " + rightName.table();
        }
    }

    Query join(Join join, Scope scope) {
        Query left = writer.query(join.getLeft(), scope);
        Query right = writer.query(join.getRight(), scope);
        Sides sides = new Sides(left, writer.named(left), right, writer.named(right));
        String condition = scalars.condition(join.getCondition(), scope.over(sides.columns()));
        if (RexUtil.SubQueryFinder.find(join.getCondition()) != null) {
            return withSubQuery(join, sides, condition);
        }
        String operator = switch (join.getJoinType()) {
            case INNER, ASOF -> " INNER JOIN ";
            case LEFT, LEFT_ASOF -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
            case SEMI -> " SEMI JOIN ";
            case ANTI -> " ANTI JOIN ";
            default ->
                throw new UnsupportedSqlException(
                        "TicketSQL cannot run a join of this kind: " + join.getJoinType().lowerName);
        };
        if (join.getJoinType() == JoinRelType.ASOF || join.getJoinType() == JoinRelType.LEFT_ASOF) {
            throw new UnsupportedSqlException("TicketSQL has no ASOF JOIN: join with the latest row before, as in"
                    + " JOIN LATERAL (SELECT ... ORDER BY \"time\" DESC LIMIT 1)");
        }
        boolean isHalf = !join.getJoinType().projectsRight();
        return new Query(
                "SELECT * FROM " + sides.leftItem() + operator + sides.rightItem() + " ON " + condition,
                isHalf ? left.columns() : sides.names());
    }

    private Query withSubQuery(Join join, Sides sides, String condition) {
        return switch (join.getJoinType()) {
            case INNER ->
                new Query(
                        "SELECT * FROM " + sides.leftItem() + " CROSS JOIN " + sides.rightItem() + " WHERE "
                                + condition,
                        sides.names());
            case LEFT ->
                new Query(
                        "SELECT * FROM " + sides.leftItem() + " LEFT JOIN LATERAL (SELECT * FROM " + sides.rightItem()
                                + " WHERE " + condition + ") ON TRUE",
                        sides.names());
            case RIGHT ->
                new Query(
                        "SELECT " + String.join(", ", sides.names()) + " FROM " + sides.rightItem()
                                + " LEFT JOIN LATERAL (SELECT * FROM " + sides.leftItem() + " WHERE " + condition
                                + ") ON TRUE",
                        sides.names());
            case FULL -> full(sides, condition);
            default ->
                throw new UnsupportedSqlException("TicketSQL cannot run a subquery in the condition of a join of this"
                        + " kind: " + join.getJoinType().lowerName);
        };
    }

    /** Writes a FULL JOIN: the left side's rows with their matches, and then the right side's rows that have none. */
    private Query full(Sides sides, String condition) {
        List<String> unmatched = new ArrayList<>();
        sides.left().columns().forEach(column -> unmatched.add("NULL"));
        unmatched.addAll(sides.rightName().columns());
        List<String> names = writer.newColumns(sides.names().size());
        return new Query(
                "SELECT " + QueryWriter.aliased(sides.names(), names) + " FROM " + sides.leftItem()
                        + " LEFT JOIN LATERAL (SELECT * FROM " + sides.rightItem() + " WHERE " + condition
                        + ") ON TRUE UNION ALL SELECT " + String.join(", ", unmatched) + " FROM " + sides.rightItem()
                        + " WHERE NOT EXISTS (SELECT 1 FROM " + sides.leftItem() + " WHERE " + condition + ")",
                names);
    }

    /** Writes a lateral join, whose right side sees each row of the left one. */
    Query correlate(Correlate correlate, Scope scope) {
        Query left = writer.query(correlate.getLeft(), scope);
        AliasedQuery leftName = writer.named(left);
        Scope inside = scope.over(leftName.columns()).correlatedBy(correlate.getCorrelationId());
        Query right = writer.query(correlate.getRight(), inside);
        Sides sides = new Sides(left, leftName, right, writer.named(right));
        return switch (correlate.getJoinType()) {
            case INNER ->
                new Query(
                        "SELECT * FROM " + sides.leftItem() + " CROSS JOIN LATERAL " + sides.rightItem(),
                        sides.names());
            case LEFT ->
                new Query(
                        "SELECT * FROM " + sides.leftItem() + " LEFT JOIN LATERAL " + sides.rightItem() + " ON TRUE",
                        sides.names());
            case SEMI -> exists(sides, "EXISTS");
            case ANTI -> exists(sides, "NOT EXISTS");
            default ->
                throw new UnsupportedSqlException(
                        "TicketSQL cannot run a lateral join of this kind: " + correlate.getJoinType().lowerName);
        };
    }

    private static Query exists(Sides sides, String test) {
        return new Query(
                "SELECT * FROM " + sides.leftItem() + " WHERE " + test + " ("
                        + sides.right().sql() + ")",
                sides.left().columns());
    }
}
