package dev.ticketsql.calcite;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;

/** References to all columns of a row. */
final class RexInputRefs {

    private RexInputRefs() {}

    static List<RexInputRef> of(RelDataType row) {
        return IntStream.range(0, row.getFieldCount())
                .mapToObj(column -> RexInputRef.of(column, row))
                .toList();
    }
}
