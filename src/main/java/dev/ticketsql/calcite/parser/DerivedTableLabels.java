package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/**
 * Names the columns of derived tables and of WITH that a query leaves without a name, by {@link ColumnLabels}: tools
 * read the labels of a query, and then write {@code SELECT "count" FROM (query)}.
 */
final class DerivedTableLabels extends SqlBasicVisitor<Void> {

    /** Stands for columns whose names the statement does not tell. */
    private static final String STAR = "*";

    private DerivedTableLabels() {}

    /** Names them in {@code statement}, which is as written. */
    static void add(SqlNode statement) {
        statement.accept(new DerivedTableLabels());
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value.
    public Void visit(SqlCall call) {
        if (call instanceof SqlSelect select && select.getFrom() != null) {
            nameOf(select.getFrom());
        } else if (call instanceof SqlWithItem item) {
            name(item.query);
        }
        return super.visit(call);
    }

    /** Names the columns of the tables of a FROM clause. */
    private static void nameOf(SqlNode from) {
        if (from instanceof SqlJoin join) {
            nameOf(join.getLeft());
            nameOf(join.getRight());
        } else if (from.getKind() == SqlKind.AS || from.getKind() == SqlKind.LATERAL) {
            nameOf(((SqlBasicCall) from).operand(0));
        } else {
            name(from);
        }
    }

    private static void name(SqlNode query) {
        if (ColumnLabels.first(query) instanceof SqlSelect select) {
            name(select.getSelectList());
        }
    }

    /** Names those whose label no other column has: Calcite refuses a star over two columns of one name. */
    private static void name(SqlNodeList items) {
        List<String> names = items.stream()
                .map(item -> nameOrLabel(item).toLowerCase(Locale.ROOT))
                .toList();
        if (names.contains(STAR)) {
            return;
        }
        for (int item = 0; item < items.size(); item++) {
            SqlNode expression = items.get(item);
            String name = names.get(item);
            Optional<String> label = ColumnLabels.ofItem(expression);
            if (label.isPresent() && names.indexOf(name) == names.lastIndexOf(name)) {
                items.set(
                        item,
                        SqlStdOperatorTable.AS.createCall(
                                expression.getParserPosition(),
                                expression,
                                new SqlIdentifier(label.get(), expression.getParserPosition())));
            }
        }
    }

    private static String nameOrLabel(SqlNode item) {
        Optional<String> label = ColumnLabels.ofItem(item);
        if (label.isPresent()) {
            return label.get();
        }
        SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
        return name instanceof SqlIdentifier identifier && !identifier.isStar() ? Util.last(identifier.names) : STAR;
    }
}
