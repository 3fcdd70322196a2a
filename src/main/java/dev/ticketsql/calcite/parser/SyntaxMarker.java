package dev.ticketsql.calcite.parser;

import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Names that {@link LenientTokens} puts where the grammar has no word; the colon stands in no unquoted name. */
final class SyntaxMarker {

    /** A call of one text, which stands for an interval. */
    static final SyntaxMarker INTERVAL = new SyntaxMarker("INTERVAL:TEXT");

    /** Type of a cast of computed text to an interval. */
    static final SyntaxMarker INTERVAL_TYPE = new SyntaxMarker("INTERVAL:TYPE");

    /** A call of the expressions of DISTINCT ON, before the columns of a SELECT. */
    static final SyntaxMarker DISTINCT_ON = new SyntaxMarker("DISTINCT:ON");

    /** A name in the place of the keys of GROUP BY. */
    static final SyntaxMarker GROUP_BY_ALL = new SyntaxMarker("GROUP:BY:ALL");

    private final String name;

    private SyntaxMarker(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isCall(SqlNode node) {
        return node instanceof SqlCall call && isName(call.getOperator().getName());
    }

    boolean isIdentifier(SqlNode node) {
        return node instanceof SqlIdentifier identifier && identifier.isSimple() && isName(identifier.getSimple());
    }

    boolean isCast(SqlCall call) {
        return call.getKind() == SqlKind.CAST
                && call.operand(1) instanceof SqlDataTypeSpec type
                && isIdentifier(type.getTypeName());
    }

    private boolean isName(String text) {
        return text.toUpperCase(Locale.ROOT).equals(name);
    }
}
