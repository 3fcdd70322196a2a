package dev.ticketsql.correctness;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * One window function over the events, with its partition, order and frame.
 *
 * @param function with its arguments, as {@code NTH_VALUE(instance_id, 2)}
 * @param partitioned whether by {@code type}, else not at all
 * @param key the key that rows are ordered by
 * @param descending whether the largest key comes first
 * @param nullsFirst whether events without the key come first
 * @param tied whether events of one key are peers, else {@code id} decides
 * @param frame none for the default
 */
record WindowFunctionQuestion(
        Function function,
        boolean partitioned,
        Key key,
        boolean descending,
        boolean nullsFirst,
        boolean tied,
        Optional<Frame> frame) {

    /** The window functions, with their clauses. */
    private enum Sees {
        PEERS,
        ORDER,
        FRAME,
        FRAME_IN_ORDER
    }

    /** The functions, each with its arguments. */
    enum Function {
        ROW_NUMBER("ROW_NUMBER()", Sees.ORDER),
        RANK("RANK()", Sees.PEERS),
        DENSE_RANK("DENSE_RANK()", Sees.PEERS),
        PERCENT_RANK("PERCENT_RANK()", Sees.PEERS),
        CUME_DIST("CUME_DIST()", Sees.PEERS),
        NTILE("NTILE(5)", Sees.ORDER),
        LAG("LAG(instance_id)", Sees.ORDER),
        LAG_TWO("LAG(instance_id, 2, -99)", Sees.ORDER),
        LEAD("LEAD(instance_id)", Sees.ORDER),
        LEAD_THREE("LEAD(instance_id, 3, id)", Sees.ORDER),
        LAG_KNOWN("LAG(instance_id, 1, -99) IGNORE NULLS", Sees.ORDER),
        FIRST_VALUE("FIRST_VALUE(instance_id)", Sees.FRAME_IN_ORDER),
        FIRST_KNOWN("FIRST_VALUE(instance_id) IGNORE NULLS", Sees.FRAME_IN_ORDER),
        LAST_VALUE("LAST_VALUE(instance_id)", Sees.FRAME_IN_ORDER),
        NTH_VALUE("NTH_VALUE(instance_id, 3)", Sees.FRAME_IN_ORDER),
        COUNT("COUNT(*)", Sees.FRAME),
        COUNT_KNOWN("COUNT(instance_id)", Sees.FRAME),
        COUNT_LARGE("COUNT(*) FILTER (WHERE instance_id > 0)", Sees.FRAME),
        COUNT_DISTINCT("COUNT(DISTINCT instance_id)", Sees.FRAME),
        SUM("SUM(instance_id)", Sees.FRAME),
        SUM_DISTINCT("SUM(DISTINCT instance_id)", Sees.FRAME),
        SUM_LARGE("SUM(instance_id) FILTER (WHERE instance_id > 0)", Sees.FRAME),
        AVG("AVG(instance_id)", Sees.FRAME),
        MIN("MIN(instance_id)", Sees.FRAME),
        MAX("MAX(instance_id)", Sees.FRAME);

        private final String sql;
        private final Sees sees;

        Function(String sql, Sees sees) {
            this.sql = sql;
            this.sees = sees;
        }

        /** Whether the frame matters to it, and it may have one. */
        boolean isFramed() {
            return sees == Sees.FRAME || sees == Sees.FRAME_IN_ORDER;
        }

        /** Whether it depends on the order of rows that are peers. */
        boolean tellsPeersApart() {
            return sees == Sees.ORDER || sees == Sees.FRAME_IN_ORDER;
        }
    }

    /** The keys that rows are ordered by, as whole numbers: ids, epoch seconds, epoch days. */
    enum Key {
        ID("id"),
        TICKET("ticket_id"),
        TIME("\"time\""),
        DAY("CAST(\"time\" AS DATE)");

        private final String sql;

        Key(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        /** Distances at which there are other keys. */
        List<String> distances() {
            return this == ID || this == TICKET
                    ? List.of("0", "7", "2147483648")
                    : List.of("INTERVAL '1' DAY", "INTERVAL '400' DAY", "INTERVAL '14' MONTH");
        }

        /** {@code key} and {@code sign} times {@code distance}. */
        long moved(long key, String distance, int sign) {
            if (!distance.startsWith("INTERVAL")) {
                return key + sign * Long.parseLong(distance);
            }
            List<String> words = List.of(distance.split(" ", -1));
            long amount = sign * Long.parseLong(words.get(1).replace("'", ""));
            LocalDateTime from = this == DAY
                    ? LocalDate.ofEpochDay(key).atStartOfDay()
                    : LocalDateTime.ofEpochSecond(key, 0, ZoneOffset.UTC);
            LocalDateTime there = words.get(2).equals("DAY") ? from.plusDays(amount) : from.plusMonths(amount);
            return this == DAY ? there.toLocalDate().toEpochDay() : there.toEpochSecond(ZoneOffset.UTC);
        }
    }

    /** Where a frame begins or ends. */
    enum Side {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /**
     * An end of a frame.
     *
     * @param distance the distance as SQL; empty if the bound has none
     */
    record Bound(Side side, String distance) {

        /** Whether a frame whose end this is may have begun at {@code lower}. */
        boolean mayFollow(Bound lower) {
            return side.compareTo(lower.side) >= 0;
        }

        @Override
        public String toString() {
            String words = side.toString().replace('_', ' ');
            return distance.isEmpty() ? words : distance + " " + words;
        }
    }

    /** Which rows a frame leaves out. */
    enum Exclude {
        NO_OTHERS,
        CURRENT_ROW,
        GROUP,
        TIES
    }

    /** Between two ends, by rows or by values. */
    record Frame(boolean byRows, Bound lower, Bound upper, Exclude exclude) {

        /** Whether values have to be added to keys. */
        boolean isByDistance() {
            return !byRows && !(lower.distance() + upper.distance()).isEmpty();
        }

        @Override
        public String toString() {
            return (byRows ? "ROWS" : "RANGE") + " BETWEEN " + lower + " AND " + upper
                    + (exclude == Exclude.NO_OTHERS
                            ? ""
                            : " EXCLUDE " + exclude.toString().replace('_', ' '));
        }
    }

    /** The statement, whose columns are {@code id} and the function. */
    String sql() {
        String order = key.sql() + (descending ? " DESC" : "") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
        return "SELECT id, " + function.sql + " OVER (" + (partitioned ? "PARTITION BY type " : "") + "ORDER BY "
                + order + (tied ? "" : ", id") + frame.map(words -> " " + words).orElse("")
                + ") FROM ticket_events ORDER BY id";
    }

    @Override
    public String toString() {
        return sql();
    }
}
