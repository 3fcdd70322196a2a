package dev.ticketsql.calcite.parser;

import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Names of what {@link LenientTokens} puts where the grammar has no word; the colon stands in no unquoted name. */
final class Marker {

    /** Of one text: a call that stands for an interval. */
    static final Marker INTERVAL = new Marker("INTERVAL:TEXT");

    /** A type: that of a text which is computed and cast to an interval. */
    static final Marker INTERVAL_TYPE = new Marker("INTERVAL:TYPE");

    /** Of expressions: a call before the columns of a SELECT. */
    static final Marker DISTINCT_ON = new Marker("DISTINCT:ON");

    /** A name in the place of all that is grouped by. */
    static final Marker GROUP_BY_ALL = new Marker("GROUP:BY:ALL");

    private final String name;

    private Marker(String name) {
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
