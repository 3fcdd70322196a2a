package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.ReferenceKeys;
import dev.ticketsql.calcite.plan.ReferenceScan;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.reference.Named;
import dev.ticketsql.reference.ReferencePrice;
import dev.ticketsql.reference.ReferenceTable;
import dev.ticketsql.reference.StatementReferences;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;

/**
 * Finds the references that one execution needs, and has them fetched: the ids come from constants of the statement, or
 * from queries over its events, which are read before.
 */
final class ReferenceRelations {

    /** Fields whose values are people. */
    private static final String PEOPLE = "'requester_id', 'assignee_id', 'submitter_id'";

    /** Writer of a part of the plan as a query of the engine. */
    @FunctionalInterface
    interface Writer {

        /** Returns the query for those columns of {@code part}, whose leaves are {@code relations}. */
        String text(RelNode part, List<Integer> columns, Map<RelNode, String> relations) throws SQLException;
    }

    private final StatementReferences references;
    private final Writer writer;

    ReferenceRelations(StatementReferences references, Writer writer) {
        this.references = references;
        this.writer = writer;
    }

    /**
     * Fetches what the scans of {@code plan} need, and returns a relation for each.
     *
     * @param events relations of the scans of events, and of other leaves
     */
    Map<RelNode, String> of(RelNode plan, Map<RelNode, String> events) throws IOException, SQLException {
        Map<RelNode, String> relations = new HashMap<>(events);
        Map<ReferenceTable, List<ReferenceScan>> scans = byTable(plan);
        for (Map.Entry<ReferenceTable, List<ReferenceScan>> table : scans.entrySet()) {
            List<ReferenceScan> ofStaff = ofStaffAlone(table.getValue());
            if (!ofStaff.isEmpty()) {
                // Known without events, so that rows whose people are looked up may depend on who is staff.
                String staff = references.relation(table.getKey(), Named.nothing());
                ofStaff.forEach(scan -> relations.put(scan, staff));
            }
            String relation =
                    references.relation(table.getKey(), named(plan, table.getKey(), table.getValue(), relations));
            table.getValue().forEach(scan -> relations.put(scan, relation));
        }
        relations.keySet().removeAll(events.keySet());
        return relations;
    }

    /**
     * Estimates the requests for the scans of {@code plan}. Makes none.
     *
     * @param events relations of all other leaves; empty if not all are there yet, so that nobody knows whom they name
     */
    Map<ReferenceTable, Optional<ReferencePrice>> prices(RelNode plan, Optional<Map<RelNode, String>> events)
            throws IOException, SQLException {
        Map<RelNode, String> relations = new HashMap<>(events.orElse(Map.of()));
        Map<ReferenceTable, List<ReferenceScan>> scans = byTable(plan);
        Map<ReferenceTable, Optional<ReferencePrice>> prices = new EnumMap<>(ReferenceTable.class);
        for (Map.Entry<ReferenceTable, List<ReferenceScan>> table : scans.entrySet()) {
            String known = references.kept(table.getKey());
            ofStaffAlone(table.getValue()).forEach(scan -> relations.put(scan, known));
            boolean isKnown = events.isPresent() || !isNamedByEvents(table.getKey(), table.getValue());
            prices.put(
                    table.getKey(),
                    isKnown
                            ? Optional.of(references.price(
                                    table.getKey(), named(plan, table.getKey(), table.getValue(), relations)))
                            : Optional.empty());
        }
        return prices;
    }

    private static Map<ReferenceTable, List<ReferenceScan>> byTable(RelNode plan) {
        return PlanRewriter.find(plan, ReferenceScan.class).stream()
                .collect(Collectors.groupingBy(
                        ReferenceScan::referenceTable, () -> new EnumMap<>(ReferenceTable.class), Collectors.toList()));
    }

    private static List<ReferenceScan> ofStaffAlone(List<ReferenceScan> scans) {
        return scans.stream().filter(ReferenceScan::isOfStaffAlone).toList();
    }

    private static boolean isNamedByEvents(ReferenceTable table, List<ReferenceScan> scans) {
        return table.isNamed() && scans.stream().anyMatch(scan -> scan.ids().isEmpty() && !scan.isOfStaffAlone());
    }

    private Named named(RelNode plan, ReferenceTable table, List<ReferenceScan> scans, Map<RelNode, String> relations)
            throws SQLException {
        if (!table.isNamed()) {
            return Named.nothing();
        }
        Map<ReferenceScan, ReferenceKeys.Key> keys = ReferenceKeys.of(plan);
        Set<Long> ids = new HashSet<>();
        List<String> queries = new ArrayList<>();
        boolean isOfAll = false;
        for (ReferenceScan scan : scans) {
            Optional<Set<Long>> constants = scan.ids();
            Optional<String> query = constants.isPresent() || scan.isOfStaffAlone()
                    ? Optional.empty()
                    : Optional.ofNullable(keys.get(scan)).flatMap(key -> query(key, relations));
            constants.ifPresent(ids::addAll);
            query.ifPresent(queries::add);
            isOfAll |= constants.isEmpty() && !scan.isOfStaffAlone() && query.isEmpty();
        }
        if (isOfAll) {
            queries.addAll(ofEvents(plan, table, relations));
        }
        return new Named(ids, queries);
    }

    /** Query for the ids of {@code key}; empty if it needs what is not read yet. */
    private Optional<String> query(ReferenceKeys.Key key, Map<RelNode, String> relations) {
        boolean isReadable = RelOptUtil.getVariablesUsed(key.rows()).isEmpty()
                && PlanRewriter.find(key.rows(), ReferenceScan.class).stream().allMatch(relations::containsKey)
                && PlanRewriter.find(key.rows(), ForeignRows.class).stream().allMatch(relations::containsKey);
        try {
            return isReadable
                    ? Optional.of(writer.text(ReferenceKeys.narrowed(key.rows()), List.of(key.column()), relations))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Queries for all ids that the scanned events name. */
    private List<String> ofEvents(RelNode plan, ReferenceTable table, Map<RelNode, String> relations)
            throws SQLException {
        List<String> queries = new ArrayList<>();
        for (EventScan scan : PlanRewriter.find(plan, EventScan.class)) {
            Optional<List<String>> columns = columns(table, scan.eventTable());
            if (columns.isPresent()) {
                List<Integer> places = columns.get().stream()
                        .map(scan.getRowType().getFieldNames()::indexOf)
                        .toList();
                queries.add(
                        ids(table, scan.eventTable(), writer.text(ReferenceKeys.narrowed(scan), places, relations)));
            }
        }
        return queries;
    }

    /** Columns that name objects of {@code table}; empty if the events have none. */
    private static Optional<List<String>> columns(ReferenceTable table, EventTable events) {
        boolean isOfPeople = table == ReferenceTable.USERS;
        return switch (events) {
            case TICKET_EVENTS -> isOfPeople ? Optional.of(List.of("updater_id")) : Optional.empty();
            case TICKET_FIELD_CHANGES ->
                Optional.of(
                        isOfPeople
                                ? List.of("field", "new_value", "previous_value", "updater_id")
                                : List.of("field", "new_value", "previous_value"));
            case TICKET_COMMENTS, TICKET_CHILD_EVENTS ->
                isOfPeople ? Optional.of(List.of("author_id")) : Optional.empty();
            case REJECTED_EVENTS -> Optional.empty();
        };
    }

    private static String ids(ReferenceTable table, EventTable events, String rows) {
        if (events != EventTable.TICKET_FIELD_CHANGES) {
            return rows;
        }
        boolean isOfPeople = table == ReferenceTable.USERS;
        String values = "unnest([n, p])";
        String fields = isOfPeople ? PEOPLE : "'organization_id'";
        return "SELECT " + values + " FROM (" + rows + ") AS r(f, n, p" + (isOfPeople ? ", u" : "") + ") WHERE f IN ("
                + fields + ")"
                + (isOfPeople ? " UNION ALL SELECT CAST(u AS VARCHAR) FROM (" + rows + ") AS r(f, n, p, u)" : "");
    }
}
