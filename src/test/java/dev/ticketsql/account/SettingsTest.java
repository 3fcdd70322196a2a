package dev.ticketsql.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.api.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing of options, and the refusals of malformed ones. */
@Tag("time-zones")
final class SettingsTest {

    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @Test
    void anAccountWithNothingElseHasTheDefaultsOfTheContract() {
        Settings settings = settings("subdomain", "acme", "oauthToken", "t");

        assertEquals(new ServerAddress.Remote(URI.create("https://acme.zendesk.com")), settings.server());
        assertEquals(new Credentials.Bearer("t"), settings.credentials());
        assertEquals(
                Optional.of(Path.of(System.getProperty("user.home"), ".cache", "ticketsql")),
                settings.mirror().mirrors());
        assertEquals(0, settings.sinceSec());
        assertFalse(settings.comments());
        assertEquals(Optional.empty(), settings.supportTypeScope());
        assertEquals(1000, settings.pageSize());
        assertEquals(OptionalInt.empty(), settings.requestsPerMinute());
        assertEquals(2, settings.parallelRequests());
        assertEquals(OptionalInt.empty(), settings.maxRequests());
        assertEquals(Duration.ofMinutes(1), settings.freshness());
    }

    @Test
    void everyOptionMayComeFromTheEnvironment() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("ZENDESK_BASE_URL", "http://127.0.0.1:8080"),
                Map.entry("ZENDESK_CLIENT_ID", "id"),
                Map.entry("ZENDESK_CLIENT_SECRET", "secret"),
                Map.entry("TICKETSQL_MIRROR", "/var/lib/ticketsql"),
                Map.entry("TICKETSQL_SINCE", "2025-01-01"),
                Map.entry("TICKETSQL_COMMENTS", "TRUE"),
                Map.entry("TICKETSQL_SUPPORT_TYPE_SCOPE", "all"),
                Map.entry("TICKETSQL_PAGE_SIZE", "100"),
                Map.entry("TICKETSQL_REQUESTS_PER_MINUTE", "5"),
                Map.entry("TICKETSQL_PARALLEL_REQUESTS", "4"),
                Map.entry("TICKETSQL_MAX_REQUESTS", "40"),
                Map.entry("TICKETSQL_FRESHNESS", "PT10M"));

        Settings settings = Settings.of(OptionValues.of(Map.of()).orEnvironment(environment), environment);

        assertEquals(new ServerAddress.Remote(URI.create("http://127.0.0.1:8080")), settings.server());
        assertEquals(new Credentials.ClientCredentials("id", "secret"), settings.credentials());
        assertEquals(
                Optional.of(Path.of("/var/lib/ticketsql").toAbsolutePath()),
                settings.mirror().mirrors());
        assertEquals(Instant.parse("2025-01-01T00:00:00Z").getEpochSecond(), settings.sinceSec());
        assertEquals(Optional.of("all"), settings.supportTypeScope());
        assertEquals(100, settings.pageSize());
        assertEquals(OptionalInt.of(5), settings.requestsPerMinute());
        assertEquals(4, settings.parallelRequests());
        assertEquals(OptionalInt.of(40), settings.maxRequests());
        assertEquals(Duration.ofMinutes(10), settings.freshness());
        assertEquals("127.0.0.1%3A8080+comments+scope-all", settings.variant());
    }

    @Test
    void theEnvironmentsAccountNeverMixesWithTheOneThatIsGiven() {
        Map<String, String> environment = Map.of("ZENDESK_SUBDOMAIN", "acme", "ZENDESK_OAUTH_TOKEN", "t");
        OptionValues values =
                OptionValues.of(Map.of("baseUrl", "http://127.0.0.1:8080", "email", "a@b", "apiToken", "k"));

        Settings settings = Settings.of(values.orEnvironment(environment), environment);

        assertEquals(new ServerAddress.Remote(URI.create("http://127.0.0.1:8080")), settings.server());
        assertEquals(new Credentials.ApiToken("a@b", "k"), settings.credentials());
    }

    @ParameterizedTest
    @CsvSource({
        "1735689600, 2025-01-01T00:00:00Z",
        "2025-01-01, 2025-01-01T00:00:00Z",
        "2025-01-01T12:30:00, 2025-01-01T12:30:00Z",
        "2025-01-01T12:30:00Z, 2025-01-01T12:30:00Z",
        "2025-01-01T12:30:00+02:00, 2025-01-01T10:30:00Z",
        "-5, 1969-12-31T23:59:55Z"
    })
    void sinceIsEpochSecondsOrIso8601(String text, Instant expected) {
        assertEquals(expected.getEpochSecond(), sandbox("since", text).sinceSec());
    }

    @Test
    void aRelativeCacheDirectoryCountsAsAbsent() {
        Map<String, String> relative = Map.of("XDG_CACHE_HOME", "cache");
        Map<String, String> absolute = Map.of("XDG_CACHE_HOME", "/cache");
        OptionValues values = OptionValues.of(Map.of("subdomain", "acme", "oauthToken", "t"));

        assertEquals(
                Optional.of(Path.of(System.getProperty("user.home"), ".cache", "ticketsql")),
                Settings.of(values, relative).mirror().mirrors());
        assertEquals(
                Optional.of(Path.of("/cache/ticketsql")),
                Settings.of(values, absolute).mirror().mirrors());
    }

    @Test
    void anEmbeddedSandboxIsAlwaysTemporary() {
        assertEquals(
                MirrorLocation.temporary(),
                sandbox("mirror", "/var/lib/ticketsql").mirror());
    }

    @Test
    void theOrderOfASandboxsOptionsMeansNothing() {
        assertEquals(
                settings("baseUrl", "sandbox:?events=10&seed=2").variant(),
                settings("baseUrl", "sandbox:?seed=2&events=10").variant());
    }

    @Test
    void accountsVariantsAndPortsHaveMirrorsOfTheirOwn() {
        String plain = settings("subdomain", "acme", "oauthToken", "t").variant();

        assertEquals("acme.zendesk.com", plain);
        assertEquals(
                plain,
                settings("baseUrl", "https://ACME.zendesk.com:443/", "oauthToken", "t")
                        .variant());
        assertNotEquals(plain, settings("subdomain", "other", "oauthToken", "t").variant());
        assertEquals(
                "gateway.example%2Fzendesk",
                settings("baseUrl", "https://gateway.example/zendesk", "oauthToken", "t")
                        .variant());
    }

    @Test
    void oauthComesBeforeTheLoginThatToolsSend() {
        assertEquals(
                new Credentials.Bearer("t"),
                settings("subdomain", "acme", "oauthToken", "t", "user", "sa", "password", "x")
                        .credentials());
    }

    @Test
    void userIsAnotherNameOfEmail() {
        assertEquals(
                new Credentials.Password("a@b", "x"),
                settings("subdomain", "acme", "user", "a@b", "password", "x").credentials());
    }

    @Test
    void aNameWithTokenBehindItIsZendesksSpellingOfAnApiToken() {
        Credentials expected = new Credentials.ApiToken("a@b", "x");
        assertEquals(
                expected,
                settings("subdomain", "acme", "USER", "a@b/token", "password", "x")
                        .credentials());
        assertEquals(
                expected,
                settings("subdomain", "acme", "email", "a@b/token", "apiToken", "x")
                        .credentials());
        assertEquals(
                "option email is '/token', must be an address, with /token behind it or without",
                refusal("subdomain", "acme", "user", "/token", "password", "x"));
    }

    @Test
    void userAndEmailAreOnePerson() {
        assertEquals(
                "user is 'bob@b' and email is 'a@b', which are the same option; give one of them",
                refusal("subdomain", "acme", "email", "a@b", "user", "bob@b", "password", "x"));
        assertEquals(
                new Credentials.Password("a@b", "x"),
                settings("subdomain", "acme", "email", "a@b", "user", "a@b", "password", "x")
                        .credentials());
        assertEquals(
                new Credentials.Bearer("t"),
                settings("subdomain", "acme", "email", "a@b", "user", "sa", "oauthToken", "t")
                        .credentials());
    }

    @Test
    void aSecretIsNeverShown() {
        for (Settings settings : new Settings[] {
            settings("subdomain", "acme", "oauthToken", "s3cret"),
            settings("subdomain", "acme", "clientId", "id", "clientSecret", "s3cret"),
            settings("subdomain", "acme", "email", "a@b", "apiToken", "s3cret"),
            settings("subdomain", "acme", "email", "a@b", "password", "s3cret")
        }) {
            assertFalse(settings.toString().contains("s3cret"), settings.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pageSize | 0 | option pageSize is '0', must be a whole number from 1 to 1000",
                "pageSize | 1001 | option pageSize is '1001', must be a whole number from 1 to 1000",
                "pageSize | many | option pageSize is 'many', must be a whole number from 1 to 1000",
                "parallelRequests | 5 | option parallelRequests is '5', must be a whole number from 1 to 4",
                "requestsPerMinute | 0 | option requestsPerMinute is '0', must be a whole number of at least 1",
                "maxRequests | -1 | option maxRequests is '-1', must be a whole number of at least 0",
                "comments | yes | option comments is 'yes', must be true or false",
                "freshness | 60 | option freshness is '60', must be an ISO-8601 duration, as PT30S, PT5M or PT1H",
                "freshness | PT-1S | option freshness is 'PT-1S', must be an ISO-8601 duration, as PT30S, PT5M or PT1H,"
                        + " and not negative",
                "since | yesterday | option since is 'yesterday', must be epoch seconds, as 1735689600, or ISO-8601, as"
                        + " 2025-01-01 or 2025-01-01T00:00:00Z",
                "since | 2025-02-30 | option since is '2025-02-30', must be epoch seconds, as 1735689600, or ISO-8601, as"
                        + " 2025-01-01 or 2025-01-01T00:00:00Z",
                "supportTypeScope | some | option supportTypeScope is 'some', must be all, agent or ai_agent",
                "pagesize2 | 5 | unknown option 'pagesize2'; use one of: subdomain, baseUrl, oauthToken, clientId,"
                        + " clientSecret, email, apiToken, password, mirror, mirrorMode, since, comments, supportTypeScope, pageSize,"
                        + " requestsPerMinute, parallelRequests, maxRequests, freshness, onBadEvent, progress, check, schedules, references, referenceFreshness, personalData, optionsFile",
                "mirrorMode | 0770 | option mirrorMode is '0770', must be private or group",
                "onBadEvent | ignore | option onBadEvent is 'ignore', must be fail or skip",
                "progress | sometimes | option progress is 'sometimes', must be auto, always or never",
            })
    void aMalformedOptionIsRefusedWithItsNameItsValueAndWhatToWrite(String name, String value, String message) {
        assertEquals(message, refusal("baseUrl", "sandbox:?events=10", name, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://acme.zendesk.com | baseUrl 'http://acme.zendesk.com' would send credentials unencrypted; use"
                        + " https:// (plain http is for 127.0.0.1, [::1] and localhost only)",
                "acme.zendesk.com | baseUrl 'acme.zendesk.com' is not the address of a server; write it as"
                        + " https://acme.zendesk.com, or sandbox:?events=100000&seed=1 for the embedded sandbox",
                "ftp://acme | baseUrl 'ftp://acme' is not the address of a server; write it as"
                        + " https://acme.zendesk.com, or sandbox:?events=100000&seed=1 for the embedded sandbox",
                "https://me:pw@acme.zendesk.com | baseUrl holds a user or password before the @; give credentials in"
                        + " options of their own, as email and apiToken",
                "https://a b | option baseUrl is 'https://a b', must be the address of a server, as"
                        + " https://acme.zendesk.com, or sandbox:?events=100000&seed=1",
                "sandbox:?events=-1 | option baseUrl is 'sandbox:?events=-1': events is -1, must be between 0 and"
                        + " 100000000",
                "sandbox:?events | option baseUrl is 'sandbox:?events', must be written as"
                        + " sandbox:?events=100000&seed=1, names with values",
            })
    void aServerThatCannotBeAskedSafelyIsRefused(String baseUrl, String message) {
        assertEquals(message, refusal("baseUrl", baseUrl, "oauthToken", "t"));
    }

    @Test
    void theAccountMustBeNamedOnce() {
        assertEquals(
                "no account is named: give option subdomain or baseUrl (environment: ZENDESK_SUBDOMAIN,"
                        + " ZENDESK_BASE_URL), or baseUrl=sandbox:?events=100000&seed=1 to try it without an account",
                refusal());
        assertEquals(
                "options subdomain ('acme') and baseUrl both name the account; give one of them",
                refusal("subdomain", "acme", "baseUrl", "https://b.c"));
        assertEquals(
                "option subdomain is 'acme.zendesk.com', must be the account's name alone, as acme for"
                        + " https://acme.zendesk.com",
                refusal("subdomain", "acme.zendesk.com"));
    }

    @Test
    void credentialsMustBeWholeAndOfOneKind() {
        String ways = "; give clientId with clientSecret, oauthToken, email with apiToken, or email with password";

        assertEquals(
                "no credentials for https://acme.zendesk.com: give clientId with clientSecret, oauthToken, email with"
                        + " apiToken, or email with password",
                refusal("subdomain", "acme"));
        assertEquals(
                "option email is given without apiToken or password" + ways,
                refusal("subdomain", "acme", "email", "a@b"));
        assertEquals(
                "option apiToken is given without email" + ways, refusal("subdomain", "acme", "apiToken", "s3cret"));
        assertEquals(
                "option clientId is given without clientSecret" + ways, refusal("subdomain", "acme", "clientId", "id"));
        assertEquals(
                "options apiToken and password both say who is asking; give one of them",
                refusal("subdomain", "acme", "email", "a@b", "apiToken", "k", "password", "p"));
        assertEquals(
                "options oauthToken and clientId with clientSecret both say who is asking; give one of them",
                refusal("subdomain", "acme", "oauthToken", "t", "clientId", "i", "clientSecret", "s"));
    }

    private static Settings sandbox(String name, String value) {
        return settings("baseUrl", "sandbox:?events=10", name, value);
    }

    private static Settings settings(String... namesAndValues) {
        Map<String, String> operand = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            operand.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(OptionValues.of(operand), NO_ENVIRONMENT);
    }

    private static String refusal(String... namesAndValues) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> settings(namesAndValues))
                .getMessage());
    }
}
