package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring Boot with the properties of src/docs/clients.md: a pool, a JdbcClient, a repository and an entity. */
final class SpringBootIT {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    @AutoClose
    private static final ConfigurableApplicationContext CONTEXT =
            SpringApplication.run(Application.class, arguments().toArray(String[]::new));

    /** The properties of the document, but for the URL. */
    private static List<String> arguments() {
        return Stream.concat(
                        documented().filter(line -> !line.startsWith("spring.datasource.url=")),
                        Stream.of("spring.datasource.url=" + DESK.url(), "spring.main.banner-mode=off"))
                .map(line -> "--" + line)
                .toList();
    }

    private static Stream<String> documented() {
        try {
            Matcher block = Pattern.compile("(?s)### Spring Boot\n.*?```properties\n(.*?)```")
                    .matcher(Files.readString(Path.of(System.getProperty("clients.document"))));
            assertTrue(block.find());
            return block.group(1).lines();
        } catch (IOException e) {
            throw new AssertionError("the document cannot be read", e);
        }
    }

    @Configuration
    @EnableAutoConfiguration
    @EnableJdbcRepositories(considerNestedRepositories = true)
    @EntityScan
    static class Application {}

    /** An event of Spring Data JDBC. */
    @Table("ticket_events")
    record Event(
            @Id @Column("id") long id, @Column("ticket_id") long ticketId) {}

    interface Events extends Repository<Event, Long> {

        long countByTicketId(long ticketId);
    }

    /** An event of Hibernate. */
    @Entity(name = "Audit")
    @Immutable
    @jakarta.persistence.Table(name = "ticket_events")
    static class Audit {

        @jakarta.persistence.Id
        private long id;

        @jakarta.persistence.Column(name = "`time`")
        private LocalDateTime time;
    }

    @Test
    void aJdbcClientAnswers() {
        LocalDate day = LocalDate.parse("2025-03-30");
        assertEquals(
                DESK.of(day).stream().map(KnownEvent::id).toList(),
                CONTEXT.getBean(JdbcClient.class)
                        .sql("SELECT id FROM ticket_events WHERE CAST(time AS DATE) = :day ORDER BY time")
                        .param("day", day)
                        .query(Long.class)
                        .list());
    }

    @Test
    void aRepositoryAnswers() {
        assertEquals(
                DESK.events(event -> event.ticketId() == 4).size(),
                CONTEXT.getBean(Events.class).countByTicketId(4));
    }

    @Test
    void anEntityIsRead() {
        List<LocalDateTime> times = CONTEXT.getBean(EntityManagerFactory.class)
                .callInTransaction(
                        manager -> manager.createQuery("select time from Audit order by time", LocalDateTime.class)
                                .getResultList());
        assertEquals(DESK.events().stream().map(KnownEvent::time).toList(), times);
    }
}
