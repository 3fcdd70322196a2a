package dev.ticketsql.calcite;

import dev.ticketsql.mirror.EventTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.adapter.jdbc.JdbcImplementor;
import org.apache.calcite.adapter.jdbc.JdbcRules;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/**
 * Writes a sub-plan as an {@link EventStatement}: names its scans, leaves places for what only execution knows, and
 * lets Calcite generate the SQL. Used once, while planning, so that what cannot be written fails before a request is
 * made.
 */
final class EventStatementBuilder {

    private final RexBuilder rexBuilder;
    private final ConstantPlaces places = new ConstantPlaces();
    private final Map<Scanned, NamedScan> scans = new LinkedHashMap<>();

    /** What tells one scan from another. */
    private record Scanned(EventTable table, ScanWindow window, boolean isSliced) {}

    EventStatementBuilder(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    EventStatement build(RelNode root, List<WindowKey> waitsFor) {
        RelNode placed = place(root);
        JavaTypeFactory types = (JavaTypeFactory) rexBuilder.getTypeFactory();
        SqlNode query = new JdbcImplementor(DuckDbDialect.INSTANCE, types)
                .visitRoot(placed)
                .asStatement()
                .accept(new ExactSums());
        return new EventStatement(query, List.copyOf(scans.values()), places.compile(rexBuilder), waitsFor);
    }

    private RelNode place(RelNode rel) {
        if (rel instanceof EventScan scan) {
            return scan.named(name(scan));
        }
        RelNode copy = rel.copy(
                rel.getTraitSet(), rel.getInputs().stream().map(this::place).toList());
        if (copy instanceof Project project) {
            return place(project);
        }
        RelNode placed = copy.accept(places);
        return placed instanceof Aggregate aggregate ? place(aggregate) : placed;
    }

    private String name(EventScan scan) {
        return scans.computeIfAbsent(
                        new Scanned(scan.eventTable(), scan.window(), scan.isSliced()),
                        scanned -> new NamedScan(
                                "scan_" + scans.size(),
                                scanned.table(),
                                scanned.window().with(places),
                                scanned.isSliced(),
                                scan.timeWindows(rexBuilder),
                                rexBuilder))
                .name();
    }

    /** A literal that is a column of its own gets a place too: written plainly, GROUP BY 1 would mean a column. */
    private RelNode place(Project project) {
        // Calcite 1.42 would write a LIMIT below window functions into their query, where it comes after them.
        RelNode input = project.containsOver() ? query(project.getInput()) : project.getInput();
        List<RexNode> columns = project.getProjects().stream()
                .map(column -> column instanceof RexLiteral ? places.place(column) : column.accept(places))
                .toList();
        return project.copy(project.getTraitSet(), input, columns, project.getRowType());
    }

    /** What window functions compute is grouped by in a query around theirs; Calcite 1.42 would write one of both. */
    private RelNode place(Aggregate aggregate) {
        return aggregate.getInput() instanceof Project project && project.containsOver()
                ? aggregate.copy(aggregate.getTraitSet(), List.of(query(project)))
                : aggregate;
    }

    /** {@code rel} as a query of its own, below a condition that is always true. */
    private RelNode query(RelNode rel) {
        return rel instanceof Filter || rel instanceof TableScan
                ? rel
                : new JdbcRules.JdbcFilter(rel.getCluster(), rel.getTraitSet(), rel, rexBuilder.makeLiteral(true));
    }
}
