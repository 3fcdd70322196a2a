package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Static;

/**
 * Resolves a name in FROM to its columns. A common column of {@code JOIN ... USING} or {@code NATURAL JOIN} is one
 * column, as in PostgreSQL: the left side's of an INNER or LEFT JOIN, the right side's of a RIGHT JOIN, and the first
 * that is not NULL of a FULL JOIN.
 */
final class CommonJoinColumns {

    private final SqlValidatorImpl validator;
    private final SqlNameMatcher names;

    CommonJoinColumns(SqlValidatorImpl validator) {
        this.validator = validator;
        this.names = validator.getCatalogReader().nameMatcher();
    }

    /**
     * Finds the common column of this name in {@code from}; empty for a column of one table, or for several columns.
     */
    Optional<SqlNode> find(SqlNode from, SqlIdentifier name) {
        List<Column> columns = columns(from, name);
        return columns.size() == 1 && columns.get(0).isCommon()
                ? Optional.of(columns.get(0).value())
                : Optional.empty();
    }

    /** Tests whether a table of {@code from} has a column of this name. */
    boolean has(SqlNode from, SqlIdentifier name) {
        return !columns(from, name).isEmpty();
    }

    /** Builds the condition that the common columns of both sides are equal; TRUE of NATURAL without common columns. */
    SqlNode condition(SqlJoin join, List<String> common) {
        SqlParserPos at = join.getParserPosition();
        return common.stream()
                .<SqlNode>map(name -> SqlStdOperatorTable.EQUALS.createCall(
                        at, only(join.getLeft(), name), only(join.getRight(), name)))
                .reduce((one, other) -> SqlStdOperatorTable.AND.createCall(at, one, other))
                .orElse(SqlLiteral.createBoolean(true, at));
    }

    private SqlNode only(SqlNode side, String name) {
        List<Column> columns = columns(side, new SqlIdentifier(name, side.getParserPosition()));
        if (columns.size() != 1) {
            throw validator.newValidationError(side, Static.RESOURCE.columnInUsingNotUnique(name));
        }
        return columns.get(0).value();
    }

    private List<Column> columns(SqlNode from, SqlIdentifier name) {
        if (!name.isSimple() || name.isStar()) {
            return List.of();
        }
        if (from instanceof SqlJoin join) {
            List<Column> left = columns(join.getLeft(), name);
            List<Column> right = columns(join.getRight(), name);
            if (left.size() == 1 && right.size() == 1 && isCommon(join, name.getSimple())) {
                return List.of(new Column(
                        common(join, left.get(0).value(), right.get(0).value()), true));
            }
            return Stream.concat(left.stream(), right.stream()).toList();
        }
        String table = SqlValidatorUtil.alias(from);
        SqlValidatorNamespace columns = validator.getNamespace(from);
        return table == null || columns == null || names.field(columns.getRowType(), name.getSimple()) == null
                ? List.of()
                : List.of(new Column(
                        new SqlIdentifier(List.of(table, name.getSimple()), name.getParserPosition()), false));
    }

    private static SqlNode common(SqlJoin join, SqlNode left, SqlNode right) {
        return switch (join.getJoinType()) {
            case RIGHT -> right;
            case FULL -> SqlStdOperatorTable.COALESCE.createCall(left.getParserPosition(), left, right);
            default -> left;
        };
    }

    private boolean isCommon(SqlJoin join, String name) {
        List<String> common = validator.usingNames(join);
        return common != null && names.indexOf(common, name) >= 0;
    }

    /** A column of one table, or the common one of several. */
    private record Column(SqlNode value, boolean isCommon) {}
}
