package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ticketsql.sandbox.Credentials;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.SelfSigned;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connects with option {@code check}: one request finds out if the login is right, once for each login and process. */
final class LoginCheckTest {

    private static final InstantSource CLOCK = InstantSource.system();

    /** Of this test alone, since what was accepted is remembered as long as the process lives. */
    private final String token = UUID.randomUUID().toString();

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.defaults(CLOCK)
                    .withEventCount(2000)
                    .withCredentials(
                            new Credentials.ApiToken("ann@example.com", token), new Credentials.BearerToken(token)),
            CLOCK);

    @TempDir
    private Path directory;

    @Test
    void aWrongLoginIsFoundOutWhenConnecting() {
        SQLException refused = refused("user", "ann@example.com", "password", "geheim-7", "check", "true");
        assertEquals("28000", refused.getSQLState());
        assertEquals(
                "The password of 'ann@example.com' is not accepted: check email and password, and that the account"
                        + " allows passwords (GET " + sandbox.baseUrl() + "/api/v2/incremental/ticket_events?per_page=1"
                        + "&start_time=" + asked()
                        + " answered 401 Unauthorized (x-request-id: sandbox-1): {\"error\":\"Couldn't authenticate you\"})",
                refused.getMessage());
        assertEquals(1, sandbox.requests().size());
        assertFalse(trace(refused).contains("geheim-7"), trace(refused));
    }

    @Test
    void withoutTheOptionConnectingMakesNoRequest() throws Exception {
        connect("user", "ann@example.com", "password", "geheim-7").close();
        assertEquals(List.of(), sandbox.requests());
    }

    @Test
    void aRightLoginIsAskedForOnceInAProcess() throws Exception {
        for (int time = 0; time < 3; time++) {
            connect("oauthToken", token, "check", "true").close();
        }
        assertEquals(1, sandbox.requests().size());
        connect("email", "ann@example.com", "apiToken", token, "check", "TRUE").close();
        assertEquals(2, sandbox.requests().size());
    }

    @Test
    void aPoolThatOpensItsConnectionsAtOnceAsksOneRequest() {
        List<CompletableFuture<Void>> opening = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    try {
                        connect("oauthToken", token, "check", "true").close();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(8)
                .toList();
        opening.forEach(CompletableFuture::join);
        assertEquals(1, sandbox.requests().size());
    }

    @Test
    void whatFailedIsAskedForAgain() throws Exception {
        sandbox.inject(Fault.status(503, "{}"));
        assertEquals("58000", refused("oauthToken", token, "check", "true").getSQLState());
        connect("oauthToken", token, "check", "true").close();
        assertEquals(2, sandbox.requests().size());
    }

    @Test
    void aNameWithTokenBehindItHasAnApiTokenForAPassword() throws Exception {
        try (Connection connection =
                        connect("user", "ann@example.com/token", "password", token, "check", "true", "mirror", "none");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM ticket_events")) {
            assertTrue(rows.next());
            assertTrue(rows.getLong(1) > 1000, rows.getString(1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | 28000 | The OAuth token in oauthToken is not accepted: check that it has not expired
                    403 | 42501 | The export is for admins: use an admin's credentials, an OAuth token with scope read
                    404 | 3D000 | Check subdomain or baseUrl: there is no such help desk, or no such export
                    429 | 53000 | Somebody else uses up the account's limit; ask again in some minutes, what was fetched before is kept
                    422 | 08004 | Check that this machine's clock is right, and that subdomain or baseUrl is the API's
                    409 | 58000 | The server is busy with the same data; ask again, what was fetched before is kept
                    500 | 58000 | The server has trouble; ask again later, what was fetched before is kept
                    302 | 08P01 | Redirects are not followed, so that credentials go to no other host; if the new address is the API's, make it the baseUrl
                    """)
    void everyAnswerHasASentenceAndAStateAndIsNotAskedForTwice(int status, String state, String sentence) {
        sandbox.inject(Fault.status(status, "{\"error\":\"so\"}"));
        SQLException refused = refused("oauthToken", token, "check", "true");
        assertEquals(state, refused.getSQLState());
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith(sentence + " (GET " + sandbox.baseUrl()),
                refused.getMessage());
        assertEquals(1, sandbox.requests().size());
    }

    @Test
    void aLogInPageIsNoApi() {
        sandbox.inject(Fault.html(200, "<html>Sign in</html>"));
        SQLException refused = refused("oauthToken", token, "check", "true");
        assertEquals("08P01", refused.getSQLState());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("Check that subdomain or baseUrl is the API's and that no proxy or log-in page"
                                + " answers in its place (GET "),
                refused.getMessage());
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        String url = sandbox.baseUrl().toString();
        sandbox.close();
        SQLException refused = refused("oauthToken", token, "check", "true");
        assertEquals("08001", refused.getSQLState());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith(
                                "Check subdomain or baseUrl, the network, and whether a proxy is needed (GET " + url),
                refused.getMessage());
    }

    @Test
    void aCertificateThatIsNotTrustedIsSaidToBe() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(SelfSigned.certificate(directory.resolve("keys.p12"), "IP:127.0.0.1")));
        server.start();
        try {
            SQLException refused = assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(
                            "jdbc:ticketsql:check=true;oauthToken=" + token + ";baseUrl=https://127.0.0.1:"
                                    + server.getAddress().getPort()));
            assertEquals("08001", refused.getSQLState());
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("The server's certificate is not trusted here"),
                    refused.getMessage());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aModelsOperandMayAskForTheCheckToo() throws Exception {
        Path model = Files.writeString(directory.resolve("model.json"), """
                {"version": "1.0", "defaultSchema": "zendesk", "schemas": [{
                  "name": "zendesk", "type": "custom", "factory": "dev.ticketsql.calcite.ZendeskSchemaFactory",
                  "operand": {"baseUrl": "%s", "oauthToken": "wrong", "check": true}}]}
                """.formatted(sandbox.baseUrl()));
        SQLException refused =
                assertThrows(SQLException.class, () -> DriverManager.getConnection("jdbc:ticketsql:model=" + model));
        assertEquals("28000", refused.getSQLState());
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("The OAuth token in oauthToken is not accepted"),
                refused.getMessage());
        Exception plain =
                assertThrows(Exception.class, () -> DriverManager.getConnection("jdbc:calcite:model=" + model));
        assertTrue(trace(plain).contains("The OAuth token in oauthToken is not accepted"), trace(plain));
    }

    @Test
    void anEmbeddedSandboxIsChecked() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:ticketsql:baseUrl='sandbox:?events=10&seed=4242';check=true");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM api_requests")) {
            assertTrue(rows.next());
            assertEquals(1, rows.getInt(1));
        }
    }

    private Connection connect(String... options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("baseUrl", sandbox.baseUrl().toString());
        for (int i = 0; i < options.length; i += 2) {
            properties.setProperty(options[i], options[i + 1]);
        }
        return DriverManager.getConnection("jdbc:ticketsql:", properties);
    }

    private SQLException refused(String... options) {
        return assertThrows(SQLException.class, () -> connect(options));
    }

    private String asked() {
        return Long.toString(sandbox.requests().get(0).startSec().orElseThrow());
    }

    private static String trace(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
