package dev.ticketsql.calcite.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Writes ORDER BY, LIMIT and OFFSET. The place of NULL is always written, since the defaults of engines differ. */
final class SortTranslation {

    private SortTranslation() {}

    static String order(Sort sort, List<String> columns) {
        return sort.getCollation().getFieldCollations().isEmpty()
                ? ""
                : sort.getCollation().getFieldCollations().stream()
                        .map(key -> key(key, columns))
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    static String limit(Sort sort) {
        return (sort.fetch == null ? "" : " LIMIT " + count(sort.fetch))
                + (sort.offset == null ? "" : " OFFSET " + count(sort.offset));
    }

    private static String count(RexNode rows) {
        if (rows instanceof RexLiteral literal && !literal.isNull()) {
            return EngineLiterals.plain(literal);
        }
        throw new UnsupportedSqlException("LIMIT and OFFSET want a whole number from 0, not " + rows);
    }

    /** Writes a key by the name of its column. */
    static String key(RelFieldCollation key, List<String> columns) {
        return direction(
                columns.get(key.getFieldIndex()),
                key.direction.isDescending(),
                key.nullDirection == RelFieldCollation.NullDirection.FIRST
                        || (key.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                                && key.direction.isDescending()));
    }

    /** Writes the direction of a key and the place of NULL. */
    static String direction(String key, boolean isDescending, boolean isNullFirst) {
        return key + (isDescending ? " DESC" : "") + (isNullFirst ? " NULLS FIRST" : " NULLS LAST");
    }
}
