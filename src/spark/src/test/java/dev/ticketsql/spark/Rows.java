package dev.ticketsql.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of TicketSQL and of Spark as texts, the same where the values are, in an order of their own. */
final class Rows {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Rows() {}

    /** Names of the columns, and the rows. */
    static List<String> of(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                names.add(result.getMetaData().getColumnLabel(column));
            }
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    Object value = result.getObject(column);
                    boolean isTime = value instanceof java.sql.Timestamp || value instanceof java.sql.Date;
                    row.add(isTime ? result.getString(column) : text(value));
                }
                rows.add(String.join("|", row));
            }
            return sorted(names, rows);
        }
    }

    /** The same of Spark. */
    static List<String> of(Dataset<Row> result) {
        List<String> rows = new ArrayList<>();
        for (Row row : result.collectAsList()) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                values.add(text(row.get(column)));
            }
            rows.add(String.join("|", values));
        }
        return sorted(Arrays.asList(result.columns()), rows);
    }

    private static List<String> sorted(List<String> names, List<String> rows) {
        List<String> all = new ArrayList<>(rows.stream().sorted().toList());
        all.add(0, String.join("|", names));
        return all;
    }

    private static String text(Object value) {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        if (value instanceof String text && text.startsWith("{")) {
            return json(text);
        }
        return String.valueOf(value);
    }

    /** The members of an object have no order. */
    private static String json(String text) {
        try {
            return new TreeMap<>(new ObjectMapper().readValue(text, TreeMap.class)).toString();
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
