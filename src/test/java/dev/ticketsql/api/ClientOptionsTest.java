package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that cannot work, or would send credentials unencrypted, are rejected before the first request. */
final class ClientOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.zendesk.com",
                "https://acme.zendesk.com:8443/proxied/",
                "HTTPS://ACME.zendesk.com",
                "http://127.0.0.1:8080",
                "http://localhost",
                "http://[::1]:8080",
            })
    void addressesOfServersAreAccepted(String url) {
        assertEquals(URI.create(url), settings(url, 1000, OptionalInt.empty()).baseUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.zendesk.com",
                "ftp://acme.zendesk.com",
                "https:///path",
                "https://acme.zendesk.com?x=1",
                "https://acme.zendesk.com#top",
                "https://acme.zendesk.com:99999",
                "https://acme_corp.example.com",
            })
    void whatIsNoAddressOfAServerIsRefused(String url) {
        assertRefused(
                // A query may hold a token.
                "baseUrl '" + url.replaceFirst("([?#]).*", "$1***")
                        + "' is not the address of a server; write it as https://acme.zendesk.com, or"
                        + " sandbox:?events=100000&seed=1 for the embedded sandbox",
                url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://acme.zendesk.com", "HTTP://10.0.0.1", "http://localhost.example.com"})
    void plainHttpToAnotherMachineIsRefused(String url) {
        assertRefused(
                "baseUrl '" + url + "' would send credentials unencrypted; use https:// (plain http is for 127.0.0.1,"
                        + " [::1] and localhost only)",
                url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ann:s3cret@acme.zendesk.com", "https://ann:s3cret@acme_corp.example.com"})
    void credentialsInTheAddressAreRefusedUnseen(String url) {
        assertRefused(
                "baseUrl holds a user or password before the @; give credentials in options of their own, as email and"
                        + " apiToken",
                url);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1001"})
    void pageSizesThatTheApiDoesNotKnowAreRefused(int pageSize) {
        assertEquals(
                "pageSize is " + pageSize + ", must be between 1 and 1000, the API's maximum",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> settings("https://acme.zendesk.com", pageSize, OptionalInt.empty()))
                        .getMessage());
    }

    @Test
    void aCapBelowOneIsRefused() {
        assertEquals(
                "requestsPerMinute is 0, must be at least 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> settings("https://acme.zendesk.com", 1000, OptionalInt.of(0)))
                        .getMessage());
    }

    @Test
    void noCredentialsPrintTheirSecret() {
        assertEquals("Bearer[token=***]", new Credentials.Bearer("s3cret").toString());
        assertEquals(
                "ClientCredentials[clientId=ticketsql, clientSecret=***]",
                new Credentials.ClientCredentials("ticketsql", "s3cret").toString());
        assertEquals(
                "ApiToken[email=ann@acme.example, apiToken=***]",
                new Credentials.ApiToken("ann@acme.example", "s3cret").toString());
        assertEquals(
                "Password[email=ann@acme.example, password=***]",
                new Credentials.Password("ann@acme.example", "s3cret").toString());
        assertFalse(new AccessToken("s3cret", OptionalLong.empty()).toString().contains("s3cret"));
    }

    private static void assertRefused(String message, String url) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> settings(url, 1000, OptionalInt.empty()))
                        .getMessage());
    }

    private static ClientOptions settings(String url, int pageSize, OptionalInt requestsPerMinute) {
        return new ClientOptions(
                URI.create(url), new Credentials.None(), pageSize, false, Optional.empty(), requestsPerMinute);
    }
}
