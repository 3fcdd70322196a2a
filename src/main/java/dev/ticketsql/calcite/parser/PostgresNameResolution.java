package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.SqlNodeSearch;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.AggregatingScope;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.JoinScope;
import org.apache.calcite.sql.validate.OrderByScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Static;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names to columns as PostgreSQL does. Calcite 1.42 takes a name inside an expression of ORDER BY for an alias
 * of the select list where FROM has such a column too, and finds the common column of {@code JOIN ... USING} and
 * {@code NATURAL JOIN} ambiguous outside the select list (no issues were found). Both names get the table of their
 * column before Calcite looks for it.
 */
public final class PostgresNameResolution extends SqlValidatorImpl {

    private static final String WINDOW_IN_HAVING =
            Static.RESOURCE.windowInHavingNotAllowed().str();

    private static final int NATURAL_OPERAND = 1;
    private static final int CONDITION_TYPE_OPERAND = 4;
    private static final int CONDITION_OPERAND = 5;

    private final CommonJoinColumns commonColumns;
    private final ParameterTypes parameterTypes;
    private final IdentityHashMap<SqlJoin, List<String>> usingNames = new IdentityHashMap<>();

    /** Queries whose FROM is validated, so that its columns are known. */
    private final Set<SqlSelect> withFrom = Collections.newSetFromMap(new IdentityHashMap<>());

    public PostgresNameResolution(
            SqlOperatorTable operators,
            SqlValidatorCatalogReader catalogReader,
            RelDataTypeFactory typeFactory,
            Config config) {
        super(operators, catalogReader, typeFactory, config);
        this.commonColumns = new CommonJoinColumns(this);
        this.parameterTypes = new ParameterTypes(typeFactory);
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
        parameterTypes.read(expression);
        if (getValidatedNodeTypeIfKnown(expression) == null) {
            parameterTypes.of(expression).ifPresent(type -> setValidatedNodeType(expression, type));
        }
        return super.deriveType(scope, expression);
    }

    @Override
    protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
        parameterTypes.read(node);
        super.inferUnknownTypes(parameterTypes.of(node).orElse(inferred), scope, node);
    }

    /**
     * Rewrites a join of joins with ON: Calcite compares the first column of that name, which is not the common column
     * of a RIGHT or FULL JOIN.
     */
    @Override
    protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
        super.validateJoin(join, scope);
        List<String> names = usingNames(join);
        boolean isOfJoins = join.getLeft() instanceof SqlJoin || join.getRight() instanceof SqlJoin;
        if (names == null || !isOfJoins) {
            return;
        }
        usingNames.put(join, names);
        SqlParserPos at = join.getParserPosition();
        SqlValidatorScope joinScope = getJoinScope(join);
        SqlNode condition = expand(commonColumns.condition(join, names), joinScope);
        join.setOperand(NATURAL_OPERAND, SqlLiteral.createBoolean(false, at));
        join.setOperand(CONDITION_TYPE_OPERAND, JoinConditionType.ON.symbol(at));
        join.setOperand(CONDITION_OPERAND, condition);
        validateWhereOrOn(joinScope, condition, "ON");
    }

    /** Common columns of a join, also of one that has been rewritten with ON. */
    @Override
    public @Nullable List<String> usingNames(SqlJoin join) {
        List<String> names = usingNames.get(join);
        return names == null ? super.usingNames(join) : names;
    }

    /** Resolves the common columns of inner joins in the condition of a join. */
    @Override
    public SqlNode expand(SqlNode expression, SqlValidatorScope scope) {
        boolean isCondition = scope instanceof JoinScope
                && scope.getNode() instanceof SqlJoin join
                && join.getCondition() == expression;
        return super.expand(
                isCondition ? rewritten(expression, name -> commonColumns.find(scope.getNode(), name)) : expression,
                scope);
    }

    /** Resolves common columns in all clauses but ORDER BY: this clause is the first after FROM, and may be absent. */
    @Override
    protected void validateWhereClause(SqlSelect select) {
        withFrom.add(select);
        writeCommonColumns(select);
        super.validateWhereClause(select);
    }

    private void writeCommonColumns(SqlSelect select) {
        Function<SqlIdentifier, Optional<SqlNode>> common = name -> commonColumn(select, name);
        SqlNodeList columns = select.getSelectList();
        columns.replaceAll(column -> column instanceof SqlIdentifier name
                ? common.apply(name).map(value -> named(value, name)).orElse(name)
                : rewritten(column, common));
        select.setWhere(rewrittenIfAny(select.getWhere(), common));
        select.setGroupBy((SqlNodeList) rewrittenIfAny(select.getGroup(), common));
        Function<SqlIdentifier, Optional<SqlNode>> grouped =
                name -> isGrouped(select, name) ? columnOfFrom(select, name) : common.apply(name);
        select.setHaving(rewrittenIfAny(select.getHaving(), grouped));
        select.setQualify(rewrittenIfAny(select.getQualify(), common));
    }

    /**
     * Tests whether GROUP BY has such a name, even inside an expression: in HAVING the name is then the column, and not
     * an alias.
     */
    private boolean isGrouped(SqlSelect select, SqlIdentifier name) {
        SqlNodeList keys = select.getGroup();
        SqlNameMatcher names = getCatalogReader().nameMatcher();
        return keys != null
                && name.isSimple()
                && SqlNodeSearch.anyOutsideSubqueries(
                        keys,
                        node -> node instanceof SqlIdentifier key
                                && names.matches(Util.last(key.names), name.getSimple()));
    }

    /**
     * Accepts a window function in a subquery of HAVING, which Calcite 1.42 takes for one of HAVING itself (no issue
     * was found).
     */
    @Override
    protected void validateHavingClause(SqlSelect select) {
        try {
            super.validateHavingClause(select);
        } catch (CalciteContextException e) {
            SqlNode having = Objects.requireNonNull(select.getHaving());
            if (!WINDOW_IN_HAVING.equals(Objects.requireNonNull(e.getCause()).getMessage())
                    || SqlNodeSearch.anyOutsideSubqueries(having, node -> node.getKind() == SqlKind.OVER)) {
                throw e;
            }
            AggregatingScope scope = (AggregatingScope) getSelectScope(select);
            inferUnknownTypes(typeFactory.createSqlType(SqlTypeName.BOOLEAN), scope, having);
            scope.checkAggregateExpr(having, true);
            having.validate(this, scope);
            if (!SqlTypeUtil.inBooleanFamily(deriveType(scope, having))) {
                throw newValidationError(having, Static.RESOURCE.havingMustBeBoolean());
            }
        }
    }

    private static SqlNode named(SqlNode value, SqlIdentifier name) {
        return SqlStdOperatorTable.AS.createCall(name.getParserPosition(), value, name);
    }

    @Override
    protected void validateOrderList(SqlSelect select) {
        SqlNodeList keys = select.getOrderList();
        if (keys != null) {
            keys.replaceAll(key -> ofOrderKey(select, key));
        }
        super.validateOrderList(select);
    }

    private SqlNode ofOrderKey(SqlSelect select, SqlNode key) {
        switch (key.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall call = (SqlCall) key;
                return call.getOperator().createCall(key.getParserPosition(), ofOrderKey(select, call.operand(0)));
            }
            case IDENTIFIER -> {
                SqlIdentifier name = (SqlIdentifier) key;
                return isAlias(select, name) ? name : commonColumn(select, name).orElse(name);
            }
            default -> {
                return rewritten(key, name -> columnOfFrom(select, name));
            }
        }
    }

    private boolean isAlias(SqlSelect select, SqlIdentifier name) {
        SqlNameMatcher names = getCatalogReader().nameMatcher();
        return name.isSimple()
                && select.getSelectList().stream()
                        .map(SqlValidatorUtil::alias)
                        .filter(Objects::nonNull)
                        .anyMatch(alias -> names.matches(alias, name.getSimple()));
    }

    private Optional<SqlNode> columnOfFrom(SqlSelect select, SqlIdentifier name) {
        SelectScope scope = Objects.requireNonNull(getRawSelectScope(select));
        Optional<SqlNode> common = commonColumn(select, name);
        return common.isPresent()
                        || !name.isSimple()
                        || makeNullaryCall(name) != null
                        || scope.findQualifyingTableNames(
                                                name.getSimple(),
                                                name,
                                                getCatalogReader().nameMatcher())
                                        .size()
                                != 1
                ? common
                : Optional.of(scope.fullyQualify(name).identifier);
    }

    /** Common column of this query, or of the nearest query around it that has such a column. */
    private Optional<SqlNode> commonColumn(SqlSelect select, SqlIdentifier name) {
        SqlValidatorScope scope = getRawSelectScope(select);
        while (scope instanceof SelectScope query && withFrom.contains(query.getNode())) {
            SqlNode from = query.getNode().getFrom();
            if (from != null && commonColumns.has(from, name)) {
                return commonColumns.find(from, name);
            }
            scope = query.getParent();
            while (scope instanceof AggregatingSelectScope || scope instanceof OrderByScope) {
                scope = ((DelegatingScope) scope).getParent();
            }
        }
        return Optional.empty();
    }

    private static @Nullable SqlNode rewrittenIfAny(
            @Nullable SqlNode clause, Function<SqlIdentifier, Optional<SqlNode>> columns) {
        return clause == null ? null : rewritten(clause, columns);
    }

    /** Replaces names in {@code expression} by their columns; subqueries have names of their own. */
    private static SqlNode rewritten(SqlNode expression, Function<SqlIdentifier, Optional<SqlNode>> columns) {
        return Objects.requireNonNull(expression.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier name) {
                return columns.apply(name).orElse(name);
            }

            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.LAMBDA) {
                    return call;
                }
                CallCopyingArgHandler arguments = new CallCopyingArgHandler(call, false);
                call.getOperator().acceptCall(this, call, true, arguments);
                return arguments.result();
            }
        }));
    }
}
