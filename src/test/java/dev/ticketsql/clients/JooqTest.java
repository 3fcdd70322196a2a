package dev.ticketsql.clients;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trunc;
import static org.jooq.impl.DSL.val;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** jOOQ: SQL as text, SQL that it writes in its dialects POSTGRES and DEFAULT, and its reading of the metadata. */
@Tag("clients")
final class JooqTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    private static final Table<Record> EVENTS = table(name("ticket_events"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
    private static final Field<Long> TICKET = field(name("ticket_id"), SQLDataType.BIGINT);
    private static final Field<LocalDateTime> TIME = field(name("time"), SQLDataType.LOCALDATETIME);
    private static final Field<String> VIA = field(name("via"), SQLDataType.VARCHAR);

    /** The column of {@link #TIME}, read as instants. */
    private static final Field<Instant> INSTANT = field(name("time"), SQLDataType.INSTANT);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(DESK.url());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    record Row(long id, LocalDateTime time, @Nullable String via) {}

    /**
     * With the hour that a zone skips as jOOQ has it, which makes a LocalDateTime of a Timestamp. Its instants are
     * exact.
     */
    private static Row row(KnownEvent event) {
        return new Row(event.id(), event.timestamp().toLocalDateTime(), event.via());
    }

    @Test
    void sqlAsTextIsReadIntoRecordsByTheDialectThatTheConnectionSuggests() {
        DSLContext jooq = DSL.using(connection);
        assertEquals(
                DESK.events().stream().map(JooqTest::row).toList(),
                jooq.fetch("SELECT id, time, via FROM ticket_events ORDER BY time")
                        .into(Row.class));
        assertEquals(
                DESK.events().stream().map(JooqTest::row).toList(),
                jooq.resultQuery("SELECT id, time, via FROM ticket_events ORDER BY time")
                        .coerce(ID, TIME, VIA)
                        .fetchInto(Row.class));
        KnownEvent event = DESK.events().get(7);
        assertEquals(event.timestamp(), jooq.fetchValue("SELECT time FROM ticket_events WHERE id = ?", event.id()));
        assertEquals(
                event.day(),
                jooq.resultQuery("SELECT CAST(time AS DATE) FROM ticket_events WHERE id = {0}", val(event.id()))
                        .fetchOne(0, LocalDate.class));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void conditionsSortsAndLimitsAreUnderstood(SQLDialect dialect) {
        LocalDateTime from = LocalDateTime.parse("2025-03-09T02:30:00");
        List<Row> rows = DSL.using(connection, dialect)
                .select(ID, TIME, VIA)
                .from(EVENTS)
                .where(TIME.ge(from), VIA.in("Email", "電話").or(VIA.isNull()), TICKET.between(2L, 9L))
                .and(VIA.like("E%").or(VIA.isNull()))
                .orderBy(TIME.desc(), ID)
                .limit(11)
                .offset(5)
                .fetchInto(Row.class);
        assertEquals(
                reversed(DESK.events(event -> !event.time().isBefore(from)
                                && event.viaOr("Email").equals("Email")
                                && event.ticketId() >= 2
                                && event.ticketId() <= 9))
                        .subList(5, 16),
                rows);
    }

    private static List<Row> reversed(List<KnownEvent> events) {
        List<Row> rows = new ArrayList<>();
        events.forEach(event -> rows.add(0, row(event)));
        return rows;
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void daysAreGrouped(SQLDialect dialect) {
        Field<LocalDate> day = cast(TIME, SQLDataType.LOCALDATE);
        Map<LocalDate, Integer> counts = DSL.using(connection, dialect)
                .select(day, count())
                .from(EVENTS)
                .where(TIME.ge(KnownDesk.FIRST_DAY.atStartOfDay()), TIME.lt(KnownDesk.END_DAY.atStartOfDay()))
                .groupBy(day)
                .orderBy(day)
                .fetchMap(day, count());
        Map<LocalDate, Integer> expected = new LinkedHashMap<>();
        DESK.countByDay().forEach((date, events) -> expected.put(date, events.intValue()));
        assertEquals(new ArrayList<>(expected.entrySet()), new ArrayList<>(counts.entrySet()));
    }

    @Test
    void truncatedTimesAreThoseOfUtc() {
        Field<LocalDateTime> month = trunc(TIME, DatePart.MONTH);
        assertEquals(
                DESK.events().stream()
                        .collect(Collectors.groupingBy(
                                event -> event.day().withDayOfMonth(1).atStartOfDay(),
                                TreeMap::new,
                                Collectors.summingInt(event -> 1))),
                DSL.using(connection, SQLDialect.POSTGRES)
                        .select(month, count())
                        .from(EVENTS)
                        .groupBy(month)
                        .fetchMap(month, count()));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void parametersOfEachTypeAreTheSameInstant(SQLDialect dialect) {
        DSLContext jooq = DSL.using(connection, dialect);
        LocalDate day = LocalDate.parse("2025-03-30");
        LocalDateTime midnight = day.atStartOfDay();
        List<Long> expected = DESK.events(event -> !event.time().isBefore(midnight)).stream()
                .map(KnownEvent::id)
                .toList();
        assertEquals(expected, idsOf(jooq, TIME.ge(midnight)));
        assertEquals(expected, idsOf(jooq, TIME.cast(SQLDataType.LOCALDATE).ge(day)));
        assertEquals(
                expected, idsOf(jooq, field(name("time"), SQLDataType.TIMESTAMP).ge(Timestamp.valueOf(midnight))));
        assertEquals(expected, idsOf(jooq, TIME.cast(SQLDataType.DATE).ge(Date.valueOf(day))));
        assertEquals(expected, idsOf(jooq, INSTANT.ge(midnight.toInstant(ZoneOffset.UTC))));
        assertEquals(expected, idsOf(jooq, TIME.ge(inline(midnight))));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void timesAreReadAsInstants(SQLDialect dialect) {
        assertEquals(
                DESK.events().stream().map(KnownEvent::instant).toList(),
                DSL.using(connection, dialect)
                        .select(INSTANT)
                        .from(EVENTS)
                        .orderBy(TIME)
                        .fetch(INSTANT));
    }

    private static List<Long> idsOf(DSLContext jooq, org.jooq.Condition condition) {
        return jooq.select(ID).from(EVENTS).where(condition).orderBy(TIME, ID).fetch(ID);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "POSTGRES"})
    void subqueriesAndWindowsAndCommonTablesAreUnderstood(SQLDialect dialect) {
        Field<Integer> place = field(name("place"), SQLDataType.INTEGER);
        Field<LocalDateTime> last = field(name("last"), SQLDataType.LOCALDATETIME);
        Map<Long, LocalDateTime> lasts = DSL.using(connection, dialect)
                .with("ranked")
                .as(select(
                                TICKET,
                                TIME,
                                rowNumber()
                                        .over()
                                        .partitionBy(TICKET)
                                        .orderBy(TIME.desc())
                                        .as(place))
                        .from(EVENTS))
                .select(TICKET, max(TIME).as(last))
                .from(table(name("ranked")))
                .where(place.eq(1))
                .and(TICKET.in(select(TICKET).from(EVENTS).where(VIA.eq("Chat"))))
                .groupBy(TICKET)
                .orderBy(TICKET)
                .fetchMap(TICKET, last);
        Map<Long, LocalDateTime> expected = new TreeMap<>();
        DESK.events().forEach(event -> expected.put(event.ticketId(), event.time()));
        assertEquals(new ArrayList<>(expected.entrySet()), new ArrayList<>(lasts.entrySet()));
    }

    @Test
    void filtersOfAggregatesAreUnderstood() {
        Field<Integer> mails = count().filterWhere(VIA.eq("Email"));
        assertEquals(
                DESK.events(event -> event.viaOr("").equals("Email")).size(),
                DSL.using(connection, SQLDialect.POSTGRES)
                        .select(mails)
                        .from(EVENTS)
                        .fetchOne(mails));
    }

    @Test
    void theMetadataHasTheTablesWithTheTypesOfTheirColumns() {
        Table<?> events = DSL.using(connection, SQLDialect.DEFAULT).meta().getTables("ticket_events").stream()
                .reduce((one, other) -> {
                    throw new AssertionError(one.getQualifiedName() + " and " + other.getQualifiedName());
                })
                .orElseThrow();
        assertEquals("zendesk", events.getSchema().getName());
        assertEquals(
                List.of("bigint", "bigint", "timestamp", "bigint", "varchar"),
                events.fieldStream()
                        .limit(5)
                        .map(column -> column.getDataType().getTypeName())
                        .toList());
        assertEquals(
                DESK.events().size(),
                DSL.using(connection, SQLDialect.DEFAULT)
                        .fetchCount(DSL.selectFrom(events).where(noCondition())));
    }

    @Test
    void aMistakeIsAnExceptionWithTheStateOfTheError() {
        DataAccessException mistake = assertThrows(
                DataAccessException.class, () -> DSL.using(connection).fetch("SELECT id FROM no_such_table"));
        assertTrue(mistake.sqlState().startsWith("42"), mistake.sqlState());
        assertTrue(mistake.toString().contains("no_such_table"), mistake::toString);
    }
}
