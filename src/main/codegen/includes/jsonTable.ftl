<#-- The columns of JSON_TABLE: JSON_TABLE(document, path COLUMNS (name type PATH path, n FOR ORDINALITY)). They follow
     the path as an operator would, since Calcite's grammar reads the arguments of a table function as expressions. -->
void JsonTableColumns(List<Object> list, ExprContext exprContext, Span s) :
{
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    final Span span;
}
{
    <COLUMNS> { span = span(); } <LPAREN>
    AddJsonTableColumn(columns)
    ( <COMMA> AddJsonTableColumn(columns) )*
    <RPAREN> {
        list.add(new SqlParserUtil.ToTreeListItem(
            new SqlBinaryOperator("COLUMNS", SqlKind.OTHER_FUNCTION, 2, true, null, null, null), getPos()));
        list.add(new SqlNodeList(columns, span.end(this)));
    }
}

/** A column is a list: its name, its type (none of a number of rows), and its path and what follows it, if any. */
void AddJsonTableColumn(List<SqlNode> columns) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    SqlNode e;
    List<SqlNode> behavior;
    final List<SqlNode> column = new ArrayList<SqlNode>();
}
{
    name = SimpleIdentifier() {
        if (name.getSimple().equalsIgnoreCase("NESTED")
            && (getToken(1).kind == PATH || getToken(1).kind == QUOTED_STRING)) {
            throw new org.apache.calcite.runtime.CalciteException(
                "JSON_TABLE does not know NESTED: write one JSON_TABLE, or UNNEST, for each level of arrays", null);
        }
        column.add(name);
    }
    (
        LOOKAHEAD(2)
        <FOR> <ORDINALITY>
    |
        type = DataType() { column.add(type); }
        [ <PATH> e = StringLiteral() { column.add(e); } ]
        ( behavior = JsonValueEmptyOrErrorBehavior() { column.addAll(behavior); } )*
    )
    { columns.add(new SqlNodeList(column, Span.of(column).pos())); }
}
