package dev.ticketsql.calcite.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;

/** References to all columns of a row. */
public final class RexInputRefs {

    private RexInputRefs() {}

    public static List<RexInputRef> of(RelDataType row) {
        return IntStream.range(0, row.getFieldCount())
                .mapToObj(column -> RexInputRef.of(column, row))
                .toList();
    }
}
