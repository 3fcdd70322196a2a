package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Credentials;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Errors of {@code bin/sqlline}, word for word: a line on standard error for each failure, nothing on standard output,
 * exit code 2, no stack trace.
 */
final class SqllineErrorsIT {

    /** That of the program: a server of another time would be warned of. */
    private static final InstantSource CLOCK = InstantSource.system();

    private static final String COUNT = "SELECT COUNT(*) AS events FROM ticket_events";

    private static final String NO_PAGE = "; attempt 1 of 1. Check that subdomain or baseUrl is the API's and that no"
            + " proxy or log-in page answers in its place";

    private static final String BAD_EVENT = "; attempt 1 of 1. Tell Zendesk, or give option onBadEvent the value skip,"
            + " which keeps such events aside in table rejected_events and reads on";

    @AutoClose
    private final Sandbox sandbox = Sandbox.serving(
            List.of(new SandboxEvent(1_700_000_000, "{\"id\":1,\"timestamp\":1700000000}")),
            SandboxOptions.defaults(CLOCK).withCredentials(new Credentials.Password("ann@example.com", "right")),
            CLOCK);

    @TempDir
    private Path directory;

    /** One process asks all of it: faults come before the password is looked at. */
    @Test
    void whatIsWrongWithAnAnswerAStatementOrThePassword() throws Exception {
        URI elsewhere = URI.create("http://127.0.0.1:1/login");
        List<String> arguments = new ArrayList<>();
        List<String> errors = new ArrayList<>();

        sandbox.inject(Fault.html(200, "<html>\n<title>Log in</title></html>"));
        ask(arguments, COUNT);
        errors.add(answered(1, "200 OK")
                + " with text/html; charset=utf-8 instead of JSON: <html> <title>Log in</title></html>" + NO_PAGE);

        String withoutId = page("{\"timestamp\":1700000000}");
        sandbox.inject(Fault.status(200, withoutId));
        ask(arguments, COUNT);
        errors.add(answered(2, "200 OK") + ", but $.ticket_events[0] has no id: " + withoutId + BAD_EVENT);

        String withoutTime = page("{\"id\":7}");
        sandbox.inject(Fault.status(200, withoutTime));
        ask(arguments, COUNT);
        errors.add(answered(3, "200 OK")
                + ", but $.ticket_events[0] has no time: none of timestamp, created_at and time: " + withoutTime
                + BAD_EVENT);

        sandbox.inject(Fault.redirect(307, elsewhere));
        ask(arguments, COUNT);
        errors.add(answered(4, "307 Temporary Redirect", " to " + elsewhere)
                + ", without a body; attempt 1 of 1. Redirects are not followed, so that credentials go to no other"
                + " host; if the new address is the API's, make it the baseUrl");

        ask(arguments, COUNT + " WHERE \"time\" > TIMESTAMP '2025-13-01 00:00:00'");
        errors.add(
                "From line 1, column 61 to line 1, column 91: Illegal TIMESTAMP literal '2025-13-01 00:00:00': not in"
                        + " format 'yyyy-MM-dd HH:mm:ss'");
        ask(arguments, COUNT + " WHERE \"time\" > DATE '2025-02-30'");
        errors.add("From line 1, column 61 to line 1, column 77: Illegal DATE literal '2025-02-30': not in format"
                + " 'yyyy-MM-dd'");

        ask(arguments, COUNT);
        errors.add(answered(5, "401 Unauthorized")
                + ": {\"error\":\"Couldn't authenticate you\"}; attempt 1 of 1. The password of 'ann@example.com' is not"
                + " accepted: check email and password, and that the account allows passwords");

        assertReported(errors, sqlline("wrong").run(arguments.toArray(String[]::new)));
        assertEquals(5, sandbox.requests().size());
    }

    /** A fault at some attempts alone: at every attempt it would be an error, after a minute. */
    @Test
    void truncatedJsonIsFetchedAgainWithoutAnError() throws Exception {
        sandbox.inject(Fault.truncatedJson(30));
        Outcome outcome = sqlline("right").run("--silent=true", "--outputformat=csv", "-e", COUNT);
        assertEquals("\"events\"\n1\n", outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exitCode());
        assertEquals(2, sandbox.requests().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            subdomain=acme;since=2025-13-01             | option since is '2025-13-01', must be epoch seconds, as 1735689600, or ISO-8601, as 2025-01-01 or 2025-01-01T00:00:00Z
            baseUrl=http://acme.zendesk.com;oauthToken=t | baseUrl 'http://acme.zendesk.com' would send credentials unencrypted; use https:// (plain http is for 127.0.0.1, [::1] and localhost only)
            subdomain=acme;colour=red                   | unknown option 'colour'; use one of: subdomain, baseUrl, oauthToken, clientId, clientSecret, email, apiToken, password, mirror, mirrorMode, since, comments, supportTypeScope, pageSize, requestsPerMinute, parallelRequests, maxRequests, freshness, onBadEvent, progress, check, schedules, references, referenceFreshness, personalData, optionsFile, or of Calcite's: model, schema, timeZone, lex, conformance, fun, caseSensitive, quoting, quotedCasing, unquotedCasing, defaultNullCollation, typeCoercion, lenientOperatorLookup, locale
            """)
    void anOptionThatCannotBe(String options, String error) throws Exception {
        assertReported(
                List.of(error), CommandLine.sqlline(directory).run("-u", "jdbc:ticketsql:" + options, "-e", COUNT));
    }

    private static void ask(List<String> arguments, String sql) {
        arguments.add("-e");
        arguments.add(sql);
    }

    private static String page(String event) {
        return "{\"ticket_events\":[" + event + "],\"end_of_stream\":true}";
    }

    private String answered(int request, String status) {
        return answered(request, status, "");
    }

    private String answered(int request, String status, String to) {
        return "GET " + sandbox.baseUrl() + "/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered "
                + status + to + " (x-request-id: sandbox-" + request + ")";
    }

    private CommandLine sqlline(String password) {
        return CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", sandbox.baseUrl().toString())
                .with("ZENDESK_EMAIL", "ann@example.com")
                .with("ZENDESK_PASSWORD", password)
                .with("TICKETSQL_MIRROR", "none");
    }

    private static void assertReported(List<String> errors, Outcome outcome) {
        assertEquals(
                errors.stream().map(error -> "Error: " + error + "\n").collect(Collectors.joining()), outcome.err());
        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode());
    }
}
