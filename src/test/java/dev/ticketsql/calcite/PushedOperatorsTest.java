package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every relational operator that goes to the mirror's engine, run there, in Calcite and in HSQLDB. Which they are is
 * asked of the rules: an operator of every kind is offered to them, and what they take must have a case.
 */
@Tag("time-zones")
final class PushedOperatorsTest {

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    /**
     * What shows that the engines agree on an operator.
     *
     * @param operator its name among the {@link #offers()}
     * @param plan how it stands in the plan
     */
    record Case(String operator, String plan, String sql) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "filter",
                        "JdbcFilter(condition=[>($1, 0)])",
                        "SELECT * FROM ticket_events WHERE ticket_id > 0"),
                new Case("project", "JdbcProject(via=[$9], id=[$0])", "SELECT via, id FROM ticket_events"),
                new Case("aggregate of groups", "JdbcAggregate(group=[{", """
                        SELECT via, COUNT(*), MAX(ticket_id) FROM ticket_events GROUP BY via"""),
                new Case(
                        "aggregate of groups",
                        "JdbcAggregate(group=[{",
                        "SELECT DISTINCT type, via FROM ticket_events"),
                new Case(
                        "aggregate of all",
                        "JdbcAggregate(group=[{}]",
                        "SELECT COUNT(*), MIN(via) FROM ticket_events WHERE ticket_id > 0"),
                new Case(
                        "aggregate of all",
                        "JdbcAggregate(group=[{}]",
                        "SELECT COUNT(*), MIN(via) FROM ticket_events WHERE id = -99"),
                new Case(
                        "sort",
                        "JdbcSort(sort0=[$1], sort1=[$0], dir0=[ASC], dir1=[DESC])",
                        "SELECT id, ticket_id FROM ticket_events ORDER BY ticket_id NULLS LAST, id DESC"),
                new Case(
                        "sort",
                        "JdbcSort(sort0=[$1], sort1=[$0], dir0=[DESC-nulls-last], dir1=[ASC])",
                        "SELECT id, ticket_id FROM ticket_events ORDER BY ticket_id DESC NULLS LAST, id"),
                new Case(
                        "sort and limit",
                        "JdbcSort(sort0=[$0], dir0=[ASC], offset=[3], fetch=[5])",
                        "SELECT id, via FROM ticket_events ORDER BY id OFFSET 3 ROWS FETCH NEXT 5 ROWS ONLY"),
                new Case(
                        "limit",
                        "JdbcSort(fetch=[3])",
                        "SELECT COUNT(*) FROM (SELECT DISTINCT via FROM ticket_events FETCH FIRST 3 ROWS ONLY) t"),
                new Case(
                        "offset",
                        "JdbcSort(offset=[3])",
                        "SELECT COUNT(*) FROM (SELECT DISTINCT via FROM ticket_events OFFSET 3 ROWS) t"),
                new Case(
                        "INNER join",
                        "joinType=[inner]",
                        "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.ticket_id = b.instance_id"),
                new Case(
                        "INNER join",
                        "joinType=[inner]",
                        "SELECT a.id, b.id FROM ticket_events a JOIN ticket_events b ON a.via < b.client"),
                new Case(
                        "LEFT join",
                        "joinType=[left]",
                        "SELECT a.id, b.id FROM ticket_events a LEFT JOIN ticket_events b ON a.ticket_id = b.instance_id"),
                new Case("UNION", "JdbcUnion(all=[false])", """
                        SELECT via FROM ticket_events UNION SELECT client FROM ticket_events"""),
                new Case("UNION ALL", "JdbcUnion(all=[true])", """
                        SELECT via, id FROM ticket_events UNION ALL SELECT client, ticket_id FROM ticket_events"""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theEnginesAgree(Case agreed) throws Exception {
        account.sql(agreed.sql())
                .runsInTheEngine()
                .plan(agreed.plan())
                .agreesWithCalcite()
                .agreesWithHsqldb();
    }

    @Test
    void aListOfValuesIsAConditionOfTheEngineUntilItIsLong() throws Exception {
        String fifty = IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id IN (" + fifty + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id NOT IN (" + fifty + ")")
                .runsInTheEngine()
                .agreesWithHsqldb();
        String thousand = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE UPPER(via) <> 'x' AND ticket_id IN (" + thousand + ")")
                .plan("EnumerableHashJoin")
                .agreesWithHsqldb();
        account.sql("SELECT COUNT(*) FROM ticket_events WHERE ticket_id + CHAR_LENGTH(UPPER(via)) NOT IN (" + thousand
                        + ")")
                .agreesWithHsqldb();
    }

    @Test
    void everyOperatorThatTheRulesTakeHasACase() {
        Set<String> taken = offers().stream()
                .filter(offer -> rules().stream().anyMatch(rule -> takes(rule, offer)))
                .map(Offer::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = cases().map(Case::operator).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(shown, taken);
    }

    /** A rule for an operator that is not offered below would be one that no case shows. */
    @Test
    void everyRuleTakesSomethingThatIsOffered() {
        for (ConverterRule rule : rules()) {
            assertTrue(offers().stream().anyMatch(offer -> takes(rule, offer)), rule::toString);
        }
    }

    private static boolean takes(ConverterRule rule, Offer offer) {
        return rule.getOperand().matches(offer.operator());
    }

    private static List<ConverterRule> rules() {
        StatementReadings none = new StatementReadings(cancellation -> {
            throw new IllegalStateException("nothing is read");
        });
        return new DuckDbConvention(none, PushDown.AGREED).rules();
    }

    /** An operator of some kind. */
    private record Offer(String name, RelNode operator) {}

    private static List<Offer> offers() {
        List<Offer> offers = new ArrayList<>(List.of(
                offer("filter", rows -> rows.filter(positive(rows))),
                offer("project", rows -> rows.project(rows.field("b"))),
                offer("aggregate of groups", rows -> rows.aggregate(rows.groupKey("a"), rows.count())),
                offer("aggregate of all", rows -> rows.aggregate(rows.groupKey(), rows.count())),
                offer(
                        "aggregate of grouping sets",
                        rows -> rows.aggregate(
                                rows.groupKey(
                                        List.of(rows.field("a"), rows.field("b")),
                                        List.of(List.of(rows.field("a")), List.of(rows.field("b")))),
                                rows.count())),
                offer("sort", rows -> rows.sort(0)),
                offer("sort and limit", rows -> rows.sortLimit(3, 5, rows.field("a"))),
                offer("limit", rows -> rows.limit(0, 5)),
                offer("offset", rows -> rows.limit(3, -1)),
                offer("UNION", rows -> twice(rows).union(false)),
                offer("UNION ALL", rows -> twice(rows).union(true)),
                offer("INTERSECT", rows -> twice(rows).intersect(false)),
                offer("INTERSECT ALL", rows -> twice(rows).intersect(true)),
                offer("EXCEPT", rows -> twice(rows).minus(false)),
                offer("EXCEPT ALL", rows -> twice(rows).minus(true))));
        for (JoinRelType type : JoinRelType.values()) {
            offers.add(new Offer(type + " join", join(type)));
        }
        return offers;
    }

    private static Offer offer(String name, Function<RelBuilder, RelBuilder> over) {
        return new Offer(name, over.apply(rows()).build());
    }

    private static RelNode join(JoinRelType type) {
        RelBuilder rows = twice(rows());
        RelNode right = rows.build();
        RelNode left = rows.build();
        return LogicalJoin.create(left, right, List.of(), rows.literal(true), Set.of(), type);
    }

    private static RelBuilder twice(RelBuilder rows) {
        return rows.scan("t");
    }

    private static RexNode positive(RelBuilder rows) {
        return rows.greaterThan(rows.field("a"), rows.literal(0));
    }

    /** A table of two whole numbers. */
    private static RelBuilder rows() {
        SchemaPlus schema = Frameworks.createRootSchema(true);
        schema.add("t", new AbstractTable() {
            @Override
            public RelDataType getRowType(RelDataTypeFactory types) {
                return types.builder()
                        .add("a", SqlTypeName.BIGINT)
                        .add("b", SqlTypeName.BIGINT)
                        .build();
            }
        });
        return RelBuilder.create(
                        Frameworks.newConfigBuilder().defaultSchema(schema).build())
                .scan("t");
    }
}
