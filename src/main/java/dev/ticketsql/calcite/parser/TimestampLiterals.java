package dev.ticketsql.calcite.parser;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Rewrites ISO-8601 in literals and casts of a timestamp or date, {@code TIMESTAMP '2026-01-20T15:00:00Z'}, as the
 * standard's text.
 */
final class TimestampLiterals {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Types of literals that become TIMESTAMP: timestamps are UTC, so that one with an offset is one without. */
    private static final Set<String> TIMESTAMPS =
            Set.of("TIMESTAMP", "DATETIME", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE");

    private TimestampLiterals() {}

    static SqlNode ofEpochSecond(long second, SqlParserPos at) {
        String text = TEXT.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        return SqlLiteral.createUnknown("TIMESTAMP", text, at);
    }

    /** {@code TIMESTAMP '...'}, {@code DATETIME '...'} and {@code DATE '...'}. */
    static SqlLiteral standard(SqlLiteral literal) {
        if (!(literal instanceof SqlUnknownLiteral unknown)) {
            return literal;
        }
        String text = Objects.requireNonNull(unknown.getValue(), "text");
        SqlParserPos at = literal.getParserPosition();
        if (TIMESTAMPS.contains(unknown.tag)) {
            return SqlLiteral.createUnknown(
                    "TIMESTAMP", TimestampText.standard(text).orElse(text), at);
        }
        return unknown.tag.equals("DATE")
                ? TimestampText.standard(text)
                        .map(timestamp -> SqlLiteral.createUnknown("DATE", dateOf(timestamp), at))
                        .orElse(unknown)
                : literal;
    }

    /** The date of a timestamp in the standard's text. */
    static String dateOf(String timestamp) {
        return timestamp.substring(0, timestamp.indexOf(' '));
    }

    /**
     * {@code CAST('2026-01-20T15:00:00Z' AS TIMESTAMP)}, also to a date; and in a comparison a text or a parameter as
     * {@code TIMESTAMP WITH TIME ZONE}, which is a timestamp in UTC there.
     */
    static SqlNode standard(SqlCall call) {
        return SqlKind.COMPARISON.contains(call.getKind()) || call.getKind() == SqlKind.BETWEEN
                ? inUtc(call)
                : ofIsoText(call);
    }

    private static SqlNode inUtc(SqlCall comparison) {
        List<SqlNode> operands = new ArrayList<>(comparison.getOperandList());
        operands.replaceAll(operand ->
                operand instanceof SqlCall call && call.getKind() == SqlKind.CAST ? inUtcCast(call) : operand);
        return operands.equals(comparison.getOperandList())
                ? comparison
                : comparison.getOperator().createCall(comparison.getParserPosition(), operands);
    }

    /** Elsewhere the type may decide what {@code AT TIME ZONE} means. */
    private static SqlNode inUtcCast(SqlCall cast) {
        if (!(cast.operand(0) instanceof SqlDynamicParam || cast.operand(0) instanceof SqlCharStringLiteral)
                || !(cast.operand(1) instanceof SqlDataTypeSpec type)
                || !(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)
                || !basic.getTypeName().getSimple().equals(SqlTypeName.TIMESTAMP_TZ.name())) {
            return cast;
        }
        SqlParserPos at = type.getParserPosition();
        SqlDataTypeSpec timestamp =
                new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, basic.getPrecision(), at), at);
        return ofIsoText(cast.getOperator().createCall(cast.getParserPosition(), cast.operand(0), timestamp));
    }

    private static SqlNode ofIsoText(SqlCall cast) {
        if ((cast.getKind() != SqlKind.CAST && cast.getKind() != SqlKind.SAFE_CAST)
                || !(cast.operand(0) instanceof SqlCharStringLiteral literal)
                || !(cast.operand(1) instanceof SqlDataTypeSpec type)) {
            return cast;
        }
        boolean date = type.getTypeName().toString().equalsIgnoreCase("DATE");
        if (!date && !type.getTypeName().toString().equalsIgnoreCase("TIMESTAMP")) {
            return cast;
        }
        return TimestampText.standard(literal.toValue())
                .<SqlNode>map(text -> {
                    SqlNode[] operands = cast.getOperandList().toArray(SqlNode[]::new);
                    operands[0] = SqlLiteral.createCharString(date ? dateOf(text) : text, literal.getParserPosition());
                    return cast.getOperator().createCall(cast.getParserPosition(), operands);
                })
                .orElse(cast);
    }
}
