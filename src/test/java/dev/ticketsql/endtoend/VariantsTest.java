package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants of an account, which options make: each has a mirror of its own, and none serves another. */
final class VariantsTest {

    private static final String QUESTION = "SELECT COUNT(*), SUM(CHAR_LENGTH(child_events)) FROM ticket_events"
            + " WHERE \"time\" >= TIMESTAMP '2025-12-01 00:00:00' AND \"time\" < TIMESTAMP '2026-01-01 00:00:00'";

    /** HSQLDB counts UTF-16 units, of which characters beyond the first plane have two. */
    private static final String ONE_UNIT_A_CHARACTER = "REGEXP_REPLACE(child_events, '[\\x{10000}-\\x{10FFFF}]', '?')";

    @AutoClose
    private final Sandbox sandbox = Sandboxes.until2026(5_000, 3);

    @TempDir
    private Path directory;

    private int askedBefore;

    @Test
    void noVariantServesAnother() throws Exception {
        try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl());
                SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", "none")) {
            hsqldb.agrees(client.connection(), QUESTION, QUESTION.replace("child_events", ONE_UNIT_A_CHARACTER));
        }
        requests();

        String plain = answer();
        assertTrue(requests().stream().allMatch(""::equals));

        String withComments = answer("comments", "true");
        assertNotEquals(plain, withComments, "whole comments are longer");
        assertEquals(List.of("include=comment_events"), requests());

        assertEquals(plain, answer("supportTypeScope", "agent"));
        assertEquals(List.of("support_type_scope=agent"), requests());

        assertEquals(withComments, answer("comments", "true", "supportTypeScope", "agent"));
        assertEquals(List.of("include=comment_events&support_type_scope=agent"), requests());

        assertEquals(plain, answer());
        assertEquals(withComments, answer("comments", "true"));
        assertEquals(plain, answer("supportTypeScope", "agent"));
        assertEquals(List.of(), requests());
        assertEquals(4, mirrors());
    }

    private String answer(String... options) throws SQLException {
        String[] all = Stream.concat(Stream.of("mirror", directory.toString()), Stream.of(options))
                .toArray(String[]::new);
        try (SqlClient client = SqlClient.to(sandbox.baseUrl(), all)) {
            return client.rows(QUESTION).get(0);
        }
    }

    /** The query parameters of pages besides their time, since the last call. */
    private List<String> requests() {
        List<String> asked = sandbox.requests().stream()
                .skip(askedBefore)
                .map(request -> Stream.of(request.rawQuery().split("&"))
                        .filter(pair -> !pair.startsWith("per_page=") && !pair.startsWith("start_time="))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .map(pairs -> String.join("&", pairs))
                .toList();
        askedBefore += asked.size();
        return asked;
    }

    private long mirrors() throws Exception {
        try (Stream<Path> mirrors = Files.list(directory)) {
            return mirrors.count();
        }
    }
}
