package dev.ticketsql.calcite.corrections;

import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Searches a syntax tree for a name, a parameter or a call. Calcite's visitors have no early end but an exception. */
public final class SqlNodeSearch {

    private SqlNodeSearch() {}

    /** Tests whether {@code tree}, subqueries included, has a node that {@code wanted} accepts. */
    public static boolean any(SqlNode tree, Predicate<SqlNode> wanted) {
        return search(tree, wanted, call -> true);
    }

    /** Tests the same without entering subqueries, which have names and clauses of their own. */
    public static boolean anyOutsideSubqueries(SqlNode tree, Predicate<SqlNode> wanted) {
        return search(tree, wanted, call -> !call.isA(SqlKind.QUERY));
    }

    private static boolean search(SqlNode tree, Predicate<SqlNode> wanted, Predicate<SqlCall> entered) {
        try {
            tree.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlIdentifier name) {
                    return check(name);
                }

                @Override
                public @Nullable Void visit(SqlDynamicParam parameter) {
                    return check(parameter);
                }

                @Override
                public @Nullable Void visit(SqlCall call) {
                    check(call);
                    return entered.test(call) ? super.visit(call) : null;
                }

                private @Nullable Void check(SqlNode node) {
                    if (wanted.test(node)) {
                        throw new Util.FoundOne(node);
                    }
                    return null;
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            Util.swallow(found, null);
            return true;
        }
    }
}
