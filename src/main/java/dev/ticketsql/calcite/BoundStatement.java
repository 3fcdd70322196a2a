package dev.ticketsql.calcite;

import dev.ticketsql.mirror.Reading;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * A statement with the values of one execution in its places; what it reads is still open.
 *
 * @param query the statement, with places
 * @param scans every scan of the statement
 * @param literals what belongs in the places
 */
record BoundStatement(SqlNode query, List<NamedScan> scans, List<RexLiteral> literals) {

    /** What the scans want, in their order. */
    List<Reading.Wanted> wanted() {
        return scans.stream().map(scan -> scan.wanted(literals)).toList();
    }

    /** The SQL to run over {@code relations}, which give the scans their rows, in their order. */
    String sql(List<String> relations) {
        List<String> named = new ArrayList<>(relations.size());
        for (int i = 0; i < relations.size(); i++) {
            named.add(scans.get(i).named(relations.get(i)));
        }
        SqlNode bound = query.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlDynamicParam place) {
                return DuckDbDialect.literal(literals.get(place.getIndex()));
            }
        });
        return "WITH " + String.join(",\n", named) + "\n"
                + bound.toSqlString(DuckDbDialect.INSTANCE).getSql();
    }
}
