package dev.ticketsql.testing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Rows as texts that do not depend on the driver: the same value is the same text from each. */
public final class RowTexts {

    private RowTexts() {}

    /** The rows of a query, as {@link #read(ResultSet)}. */
    public static List<String> read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return read(result);
        }
    }

    /** The remaining rows, columns joined by a comma; NULL is {@code null}. */
    public static List<String> read(ResultSet result) throws SQLException {
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

    /** The rows of a query, as {@link #asWritten(ResultSet)}. */
    public static List<String> asWritten(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return asWritten(result);
        }
    }

    /** The remaining rows as the driver writes them, columns joined by a bar; NULL is {@code null}. */
    public static List<String> asWritten(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
            StringJoiner row = new StringJoiner("|");
            for (int column = 1; column <= width; column++) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /** The rows as they are, if {@code sql} orders them, and else in an order of their own. */
    static List<String> comparable(List<String> rows, String sql) {
        return isOrdered(sql) ? rows : rows.stream().sorted().toList();
    }

    /** Whether the statement itself has an ORDER BY, not only a window function or a subquery in it. */
    private static boolean isOrdered(String sql) {
        int order = sql.lastIndexOf("ORDER BY");
        int depth = 0;
        for (int index = Math.max(0, order); index < sql.length() && depth >= 0; index++) {
            depth += sql.charAt(index) == '(' ? 1 : sql.charAt(index) == ')' ? -1 : 0;
        }
        return order >= 0 && depth == 0;
    }

    private static String text(ResultSet result, int column) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return "null";
        }
        return switch (result.getMetaData().getColumnType(column)) {
            // HSQLDB writes TRUE.
            case Types.BOOLEAN -> text.toLowerCase(Locale.ROOT);
            // PostgreSQL's truth values, of which it writes the first letter.
            case Types.BIT -> String.valueOf(result.getBoolean(column));
            // HSQLDB writes 1E0 for 1.0, PostgreSQL as few digits as tell a fraction from its neighbours.
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> plain(BigDecimal.valueOf(Double.parseDouble(text)));
            // COUNT and SUM differ in type from engine to engine, not in value.
            case Types.DECIMAL, Types.NUMERIC, Types.BIGINT, Types.INTEGER -> plain(new BigDecimal(text));
            // HSQLDB writes the fraction of a second also where there is none.
            case Types.TIMESTAMP -> text.replaceFirst("\\.0+$", "");
            // HSQLDB writes the hour without a zero before it.
            case Types.TIME -> text.replaceFirst("^(\\d):", "0$1:");
            default -> text;
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
