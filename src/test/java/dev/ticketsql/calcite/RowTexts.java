package dev.ticketsql.calcite;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows as texts that do not depend on who returned them: the same value is the same text from every driver. */
final class RowTexts {

    private RowTexts() {}

    /** The remaining rows, columns joined by a comma; NULL is {@code null}. */
    static List<String> read(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>(width);
            for (int column = 1; column <= width; column++) {
                row.add(text(result, column));
            }
            rows.add(String.join(", ", row));
        }
        return rows;
    }

    private static String text(ResultSet result, int column) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return "null";
        }
        return switch (result.getMetaData().getColumnType(column)) {
            // HSQLDB writes TRUE.
            case Types.BOOLEAN -> text.toLowerCase(Locale.ROOT);
            // HSQLDB writes 1E0 for 1.0; COUNT and SUM differ in type from engine to engine, not in value.
            case Types.DOUBLE, Types.FLOAT, Types.DECIMAL, Types.NUMERIC, Types.BIGINT, Types.INTEGER ->
                new BigDecimal(text).stripTrailingZeros().toPlainString();
            // HSQLDB writes the fraction of a second also where there is none.
            case Types.TIMESTAMP -> text.replaceFirst("\\.0+$", "");
            default -> text;
        };
    }
}
