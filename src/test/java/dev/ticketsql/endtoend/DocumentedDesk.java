package dev.ticketsql.endtoend;

import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.SqlClient;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/** The sandboxes that the documents' statements are run over, with the schedule that they show. */
final class DocumentedDesk {

    private DocumentedDesk() {}

    /** The instant at which the documents' answers were given, ISO-8601. */
    static String instant() {
        return Document.readme().firstMatch("sandbox at (\\d{4}-\\d\\d-\\d\\dT\\S+Z)\\b");
    }

    /** The schedules that are shown with the functions of business hours, a JSON array. */
    static String schedules() {
        String block = Document.page("sql.md").blocks("json").get(0);
        return block.substring(block.indexOf('['));
    }

    /** The sandbox that gave the answers of a page: the one that it names, else that of model.json at that instant. */
    static URI of(Document page) {
        return named(page).findFirst().orElseGet(DocumentedDesk::firstScreen);
    }

    /** Whether a page names a sandbox with its end. */
    static boolean isNamedBy(Document page) {
        return named(page).findFirst().isPresent();
    }

    private static Stream<URI> named(Document page) {
        return page.matches("'(sandbox:\\?\\S+&end=\\S+Z)'").map(match -> URI.create(match.group(1)));
    }

    private static URI firstScreen() {
        return URI.create(new Document(Path.of("model.json")).firstMatch("\"(sandbox:[^\"]+)\"") + "&end=" + instant());
    }

    static SqlClient open(URI desk) throws SQLException {
        return SqlClient.to(desk, "schedules", schedules());
    }

    /** Connects to enough events that something happens on every day, Sundays too, up to now. */
    static SqlClient large() throws SQLException {
        return SqlClient.to(URI.create("sandbox:?events=200000&seed=1"), "schedules", schedules());
    }

    /** The statement, asked at the instant of the documents instead of now. */
    static String atThatInstant(String sql) {
        String now = instant().replace("T", " ").replace("Z", "");
        return sql.replace("CURRENT_DATE", "DATE '" + now.substring(0, 10) + "'")
                .replaceAll("CURRENT_TIMESTAMP|NOW\\(\\)", "TIMESTAMP '" + now + "'");
    }
}
