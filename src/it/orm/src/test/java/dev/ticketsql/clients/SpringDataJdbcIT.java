package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionManager;

/** Spring Data JDBC with its PostgreSQL dialect: a repository that only reads. */
final class SpringDataJdbcIT {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    @AutoClose
    private static final AnnotationConfigApplicationContext CONTEXT =
            new AnnotationConfigApplicationContext(Settings.class);

    private final Events events = CONTEXT.getBean(Events.class);

    /** The settings of an application, of which the dialect is what our driver needs. */
    @EnableJdbcRepositories(considerNestedRepositories = true)
    static class Settings extends AbstractJdbcConfiguration {

        @Bean
        DataSource dataSource() {
            return DESK.dataSource();
        }

        @Bean
        NamedParameterJdbcOperations operations(DataSource source) {
            return new NamedParameterJdbcTemplate(source);
        }

        @Bean
        TransactionManager transactionManager(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @Override
        public JdbcDialect jdbcDialect(NamedParameterJdbcOperations operations) {
            return JdbcPostgresDialect.INSTANCE;
        }
    }

    /** An event. */
    @Table("ticket_events")
    record Event(
            @Id @Column("id") long id,
            @Column("time") LocalDateTime time,
            @Column("ticket_id") long ticketId,
            @Column("via") @Nullable String via) {}

    /** A day and how many events it has. */
    record Day(LocalDate day, long events) {}

    /** The events, which are only read. */
    interface Events extends PagingAndSortingRepository<Event, Long> {

        Optional<Event> findById(long id);

        List<Event> findByTimeGreaterThanEqualAndViaOrderByTime(LocalDateTime from, String via);

        List<Event> findByTicketIdInAndViaIsNotNullOrderByTimeDesc(List<Long> tickets, Limit limit);

        long countByVia(String via);

        @Query("SELECT CAST(time AS DATE) AS \"day\", COUNT(*) AS events FROM ticket_events"
                + " WHERE time >= :from AND time < :until GROUP BY CAST(time AS DATE)")
        List<Day> days(LocalDateTime from, LocalDateTime until);

        @Query("SELECT id, time, ticket_id, via FROM ticket_events WHERE CAST(time AS DATE) = :day ORDER BY time")
        Stream<Event> of(LocalDate day);
    }

    /** With the hour that a zone skips as Spring Data has it, which makes a LocalDateTime of a Timestamp. */
    private static List<Event> expected(List<KnownEvent> events) {
        return events.stream()
                .map(event -> new Event(event.id(), event.timestamp().toLocalDateTime(), event.ticketId(), event.via()))
                .toList();
    }

    @Test
    void anEntityIsFoundByItsId() {
        KnownEvent event = DESK.events().get(5);
        assertEquals(
                expected(List.of(event)).get(0), events.findById(event.id()).orElseThrow());
        assertTrue(events.findById(-1).isEmpty());
    }

    @Test
    void queriesOfNamesAreUnderstood() {
        LocalDateTime from = LocalDateTime.parse("2025-03-20T00:00:00");
        assertEquals(
                expected(DESK.events(
                        event -> !event.time().isBefore(from) && event.viaOr("").equals("電話"))),
                events.findByTimeGreaterThanEqualAndViaOrderByTime(from, "電話"));
        List<Event> newest = new ArrayList<>();
        expected(DESK.events(event -> event.ticketId() <= 2 && event.via() != null))
                .forEach(event -> newest.add(0, event));
        assertEquals(
                newest.subList(0, 4),
                events.findByTicketIdInAndViaIsNotNullOrderByTimeDesc(List.of(1L, 2L), Limit.of(4)));
        assertEquals(DESK.events(event -> event.viaOr("").equals("Chat")).size(), events.countByVia("Chat"));
    }

    @Test
    void pagesAreRowsOfTheOrder() {
        Page<Event> page = events.findAll(PageRequest.of(2, 20, Sort.by("time")));
        assertEquals(DESK.events().size(), page.getTotalElements());
        assertEquals(expected(DESK.events()).subList(40, 60), page.getContent());
    }

    @Test
    void queriesInSqlAreUnderstood() {
        TreeMap<LocalDate, Long> counts = new TreeMap<>();
        events.days(KnownDesk.FIRST_DAY.atStartOfDay(), KnownDesk.END_DAY.atStartOfDay())
                .forEach(day -> counts.put(day.day(), day.events()));
        assertEquals(DESK.countByDay(), counts);
        LocalDate day = LocalDate.parse("2025-03-30");
        try (Stream<Event> rows = events.of(day)) {
            assertEquals(expected(DESK.of(day)), rows.toList());
        }
    }
}
