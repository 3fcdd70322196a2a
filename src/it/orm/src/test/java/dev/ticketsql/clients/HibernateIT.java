package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Immutable;
import org.hibernate.cfg.Configuration;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Hibernate with its PostgreSQL dialect: SQL, an entity that is only read, and HQL. */
final class HibernateIT {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    @AutoClose
    private static final SessionFactory SESSIONS = configuration()
            .setProperty("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect")
            // Otherwise our version is taken for that of an old PostgreSQL.
            .setProperty("jakarta.persistence.database-major-version", "15")
            // Otherwise a LocalDateTime goes through a Timestamp, and an hour that the zone of the JVM skips is another
            // one.
            .setProperty("hibernate.type.java_time_use_direct_jdbc", "true")
            .buildSessionFactory();

    private static Configuration configuration() {
        return new Configuration()
                .addAnnotatedClass(Event.class)
                .addAnnotatedClass(Moment.class)
                .setProperty("hibernate.connection.driver_class", "dev.ticketsql.jdbc.Driver")
                .setProperty("hibernate.connection.url", DESK.url());
    }

    /** An event, of which {@code time} is a word of SQL. */
    @Entity
    @Immutable
    @Table(name = "ticket_events")
    static class Event {

        @Id
        private long id;

        @Column(name = "`time`")
        private LocalDateTime time;

        @Column(name = "ticket_id")
        private long ticketId;

        private String via;

        private Double latitude;

        @Override
        public String toString() {
            return List.of(id, time, ticketId, String.valueOf(via), String.valueOf(latitude))
                    .toString();
        }
    }

    /** An event at an instant. */
    @Entity
    @Immutable
    @Table(name = "ticket_events")
    static class Moment {

        @Id
        private long id;

        @Column(name = "`time`")
        private Instant at;
    }

    /** The texts of {@link Event}s. */
    private static List<String> texts(List<KnownEvent> events) {
        return events.stream()
                .map(event -> List.of(
                                event.id(),
                                event.time(),
                                event.ticketId(),
                                String.valueOf(event.via()),
                                String.valueOf(event.latitude()))
                        .toString())
                .toList();
    }

    private static List<String> read(String hql, Object... parameters) {
        return SESSIONS.fromSession(session -> {
            session.setDefaultReadOnly(true);
            SelectionQuery<Event> query = session.createSelectionQuery(hql, Event.class);
            for (int index = 0; index < parameters.length; index++) {
                query.setParameter(index + 1, parameters[index]);
            }
            return query.getResultList().stream().map(Event::toString).toList();
        });
    }

    @Test
    void entitiesAreTheEvents() {
        assertEquals(texts(DESK.events()), read("from HibernateIT$Event order by time"));
    }

    @Test
    void anEntityIsFoundByItsId() {
        KnownEvent event = DESK.events().get(3);
        assertEquals(
                texts(List.of(event)).get(0),
                SESSIONS.fromTransaction(
                        session -> session.find(Event.class, event.id()).toString()));
    }

    @Test
    void conditionsOfHqlAreUnderstood() {
        LocalDateTime from = LocalDateTime.parse("2025-03-30T02:30:00");
        assertEquals(
                texts(DESK.events(
                        event -> !event.time().isBefore(from) && event.viaOr("").startsWith("E"))),
                read("from HibernateIT$Event where time >= ?1 and via like ?2 order by time", from, "E%"));
        assertEquals(
                texts(DESK.of(from.toLocalDate())),
                read("from HibernateIT$Event where cast(time as LocalDate) = ?1 order by time", from.toLocalDate()));
        assertEquals(
                texts(DESK.events(event -> List.of(2L, 5L).contains(event.ticketId()) && event.via() != null)),
                read("from HibernateIT$Event where ticketId in ?1 and via is not null order by time", List.of(2L, 5L)));
    }

    @Test
    void instantsAreRightInEveryZone() {
        List<Instant> expected = DESK.events().stream().map(KnownEvent::instant).toList();
        assertEquals(expected, instantsFrom(Instant.EPOCH));
        assertEquals(expected.subList(100, expected.size()), instantsFrom(expected.get(100)));
    }

    private static List<Instant> instantsFrom(Instant from) {
        return SESSIONS.fromSession(session -> session.createSelectionQuery(
                        "select at from HibernateIT$Moment where at >= ?1 order by at", Instant.class)
                .setParameter(1, from)
                .getResultList());
    }

    @Test
    void daysAreCounted() {
        TreeMap<LocalDate, Long> counts = new TreeMap<>();
        SESSIONS.inSession(session -> session.createSelectionQuery(
                        "select cast(time as LocalDate), count(*) from HibernateIT$Event where time >= ?1 and time < ?2"
                                + " group by cast(time as LocalDate)",
                        Object[].class)
                .setParameter(1, KnownDesk.FIRST_DAY.atStartOfDay())
                .setParameter(2, KnownDesk.END_DAY.atStartOfDay())
                .getResultList()
                .forEach(row -> counts.put((LocalDate) row[0], (Long) row[1])));
        assertEquals(DESK.countByDay(), counts);
    }

    @Test
    void pagesAreRowsOfTheOrder() {
        List<String> page = SESSIONS.fromSession(session -> session
                .createSelectionQuery("from HibernateIT$Event order by time desc", Event.class)
                .setFirstResult(10)
                .setMaxResults(5)
                .getResultList()
                .stream()
                .map(Event::toString)
                .toList());
        List<String> expected = new ArrayList<>();
        texts(DESK.events()).forEach(text -> expected.add(0, text));
        assertEquals(expected.subList(10, 15), page);
    }

    @Test
    void sqlIsAskedAsItIs() {
        KnownEvent event = DESK.events().get(0);
        List<Object[]> rows = SESSIONS.fromSession(session -> session.createNativeQuery(
                        "SELECT id, time, start_time, via FROM ticket_events WHERE time <= :until", Object[].class)
                .setParameter("until", event.time())
                .getResultList());
        assertEquals(
                List.of(event.id(), event.time(), event.instant().getEpochSecond(), event.viaOr("")),
                List.of(rows.get(0)));
        assertEquals(1, rows.size());
        List<String> entities =
                SESSIONS.fromSession(session -> session
                        .createNativeQuery("SELECT * FROM ticket_events ORDER BY time LIMIT 3", Event.class)
                        .getResultList()
                        .stream()
                        .map(Event::toString)
                        .toList());
        assertEquals(texts(DESK.events()).subList(0, 3), entities);
    }

    @Test
    void withoutADialectHibernateSaysThatItNeedsOne() {
        HibernateException refused = assertThrows(
                HibernateException.class,
                () -> configuration().buildSessionFactory().close());
        assertTrue(String.valueOf(refused).contains("Dialect"), refused::toString);
    }
}
