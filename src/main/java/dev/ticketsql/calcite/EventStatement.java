package dev.ticketsql.calcite;

import dev.ticketsql.mirror.Reading;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * What the mirror's engine executes of a plan, all but bound: a statement with places for values, over named scans
 * whose windows are resolved and whose events are fetched at execution. Immutable: a plan may run many times, also in
 * several threads at once, and keeps nothing of any run.
 */
final class EventStatement {

    private final SqlNode query;
    private final List<NamedScan> scans;
    private final LateValues values;

    /**
     * A statement.
     *
     * @param query the statement; a scan is a table named as in {@code scans}
     * @param scans every scan of the statement
     * @param values what belongs in the places
     */
    EventStatement(SqlNode query, List<NamedScan> scans, LateValues values) {
        this.query = query;
        this.scans = List.copyOf(scans);
        this.values = values;
    }

    /**
     * The SQL to run, with the values of this execution and over events that are all there.
     *
     * @throws IOException if events could not be fetched
     * @throws SQLException if the engine refuses what was fetched
     */
    String bind(DataContext context, Reading reading) throws IOException, SQLException {
        List<RexLiteral> literals = values.evaluate(context);
        // All at once: what the statement sees is fixed for every scan at the same moment.
        List<String> relations = reading.relations(
                scans.stream().map(scan -> scan.wanted(literals)).toList());
        List<String> named = new ArrayList<>(scans.size());
        for (int i = 0; i < relations.size(); i++) {
            named.add(scans.get(i).named(relations.get(i)));
        }
        SqlNode bound = query.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlDynamicParam place) {
                return DuckDbDialect.literal(literals.get(place.getIndex()));
            }
        });
        String sql = bound.toSqlString(DuckDbDialect.INSTANCE).getSql();
        return "WITH " + String.join(",\n", named) + "\n" + sql;
    }
}
