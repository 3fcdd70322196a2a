<#-- Operators beside Calcite's own, with PostgreSQL's precedence. Those that Calcite lacks are made here by their
     names and given their meaning after parsing, so that the generated code needs nothing but Calcite. -->
JoinType LeftSemiJoin() :
{
}
{
    <LEFT> <SEMI> <JOIN> { return JoinType.LEFT_SEMI_JOIN; }
}

JoinType LeftAntiJoin() :
{
}
{
    <LEFT> <ANTI> <JOIN> { return JoinType.LEFT_ANTI_JOIN; }
}

/** Casts the operand that was read last, not the expression so far: "::" binds tighter than a sign. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
    SqlNode e;
    SqlNode p;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
    }
    type = DataType() {
        int from = list.size() - 1;
        while (from >= 2 && list.get(from - 1) instanceof SqlParserUtil.ToTreeListItem) {
            final SqlOperator op = ((SqlParserUtil.ToTreeListItem) list.get(from - 1)).getOperator();
            if (op != SqlStdOperatorTable.DOT && op != SqlStdOperatorTable.ITEM
                && op != SqlStdOperatorTable.COLON) {
                break;
            }
            from -= 2;
        }
        if (list.get(list.size() - 1) instanceof SqlParserUtil.ToTreeListItem) {
            from = 0; // behind IS NULL and the like
        }
        final List<Object> last = list.subList(from, list.size());
        final SqlNode operand = SqlParserUtil.toTree(new ArrayList<Object>(last));
        last.clear();
        list.add(SqlStdOperatorTable.CAST.createCall(Span.of(operand).end(this), operand, type));
    }
    (   <LBRACKET>
        e = Expression(ExprContext.ACCEPT_SUB_QUERY)
        <RBRACKET> {
            list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.ITEM, getPos()));
            list.add(e);
        }
    |
        <DOT>
        p = SimpleIdentifier() {
            list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.DOT, getPos()));
            list.add(p);
        }
    )*
}

/** MySQL's equality of NULLs. */
void NullSafeEqual(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <NULL_SAFE_EQUAL> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.NULL_SAFE_EQUAL, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** JSON's member or element: "->" and "#>" are JSON, "->>" and "#>>" are text. */
void JsonArrow(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    ( <JSON_ARROW> | <JSON_PATH> ) {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(otherOperator(token.image), getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** "||" is of one rank with "->", below the signs of arithmetic. */
void Concatenation(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <CONCAT> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(otherOperator(token.image), getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** Operators of bits are of the rank of "||", and so is "~" before the second operand; before the first it is "-1 #". */
void Bits(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    ( <AMPERSAND> | <VERTICAL_BAR> | <HASH> | <LEFTSHIFT> | <RIGHTSHIFT> ) {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(otherOperator(token.image), getPos()));
    }
    (   <TILDE> {
            list.add(new SqlParserUtil.ToTreeListItem(
                new SqlPrefixOperator("~", SqlKind.OTHER_FUNCTION, 36, null, null, null), getPos()));
        }
    )?
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** "^" is a power, from left to right, of a rank between "*" (60) and AT TIME ZONE. */
void Power(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <CARET> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(
            new SqlBinaryOperator("^", SqlKind.OTHER_FUNCTION, 64, true, null, null, null), getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** Binds tighter than multiplication, less tightly than a sign. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> <TIME> <ZONE> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(
            new SqlBinaryOperator("AT TIME ZONE", SqlKind.OTHER_FUNCTION, 70, true, null, null, null), getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** An operator of the rank that PostgreSQL gives to "any other": between LIKE (32) and "+" (40), to the left. */
JAVACODE SqlBinaryOperator otherOperator(String name) {
    return new SqlBinaryOperator(name, SqlKind.OTHER_FUNCTION, 36, true, null, null, null);
}
