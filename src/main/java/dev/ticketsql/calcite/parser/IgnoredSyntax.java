package dev.ticketsql.calcite.parser;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSampleSpec;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;

/** Refuses what Calcite parses and then leaves out, so that rows would not be those that were asked for. */
final class IgnoredSyntax {

    private IgnoredSyntax() {}

    /**
     * Refuses two queries of one name, of which Calcite reads the last, and a sample by name, which it reads as the
     * whole table.
     *
     * @throws CalciteException if {@code call} is one of them
     */
    static void refuse(SqlCall call) {
        if (call instanceof SqlWith with) {
            refuseSameNames(with);
        } else if (call.getKind() == SqlKind.TABLESAMPLE
                && ((SqlLiteral) call.operand(1)).getValue() instanceof SqlSampleSpec.SqlSubstitutionSampleSpec) {
            throw new CalciteException(
                    "TABLESAMPLE SUBSTITUTE names a sample that no table has: write a condition such as MOD(id, 100) = 0",
                    null);
        }
    }

    private static void refuseSameNames(SqlWith with) {
        Set<String> names = new HashSet<>();
        for (SqlNode item : with.withList) {
            String name = ((SqlWithItem) item).name.getSimple();
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new CalciteException(
                        "WITH gives the name \"" + name + "\" to two queries: give each a name of its own", null);
            }
        }
    }
}
