package dev.ticketsql.calcite;

import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Reading;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A scan of a statement that waits for its execution: under which name the statement asks it, and for which window.
 * Immutable.
 *
 * @param name as the statement names it
 * @param window with places where values will be
 * @param timeWindows reads the seconds out of the window's late conditions
 * @param rexBuilder puts those together
 */
record NamedScan(String name, ScanWindow window, TimeWindows timeWindows, RexBuilder rexBuilder) {

    /**
     * Has the window's events fetched and says where they are, as a common table expression.
     *
     * <p>{@code NOT MATERIALIZED}: otherwise the engine copies every column of every row before it filters.
     *
     * @param literals what belongs in the places
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine refuses what was fetched
     */
    String relation(List<RexLiteral> literals, Reading reading) throws IOException, SQLException {
        TimeRanges wanted = window.resolve(timeWindows, rexBuilder, new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam place) {
                return literals.get(place.getIndex());
            }
        });
        return DuckDbDialect.INSTANCE.quoteIdentifier(name) + " AS NOT MATERIALIZED (SELECT * FROM "
                + reading.relation(wanted) + ")";
    }
}
