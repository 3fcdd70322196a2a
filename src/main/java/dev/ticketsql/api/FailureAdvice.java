package dev.ticketsql.api;

import dev.ticketsql.api.page.OversizedAnswerException;
import dev.ticketsql.api.page.PrintableText;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Maps an HTTP status or an exception to a retry decision, a kind of failure and advice to the user. Statuses as
 * Zendesk documents them and as other clients have reported; an unknown status is final from 400, and retried from 500.
 *
 * @param decision the client's next step
 * @param kind of the failure, if no attempt follows
 * @param forUser advice to the user, a sentence without its full stop
 */
record FailureAdvice(RetryDecision decision, ErrorKind kind, String forUser) {

    /** End of advice to run the statement again: that repeats no successful request. */
    static final String KEPT = "what was fetched before is kept";

    private static final int NAME_CHARS = 100;

    /** Ordinary machines differ by seconds. */
    private static final Duration MAX_CLOCK_WAIT = Duration.ofMinutes(1);

    static FailureAdvice onStatus(int status) {
        return switch (status) {
            case 400, 422 ->
                new FailureAdvice(
                        RetryDecision.FINAL,
                        ErrorKind.REQUEST_REFUSED,
                        "Check that this machine's clock is right, and that subdomain or baseUrl is the API's");
            case 403 ->
                new FailureAdvice(
                        RetryDecision.FINAL,
                        ErrorKind.NOT_PERMITTED,
                        "The export is for admins: use an admin's credentials, an OAuth token with scope read");
            case 404 ->
                new FailureAdvice(
                        RetryDecision.FINAL,
                        ErrorKind.NO_SUCH_ACCOUNT,
                        "Check subdomain or baseUrl: there is no such help desk, or no such export");
            case 407 -> onProxyLogin();
            case 409 ->
                new FailureAdvice(
                        RetryDecision.RETRY,
                        ErrorKind.SERVER_TROUBLE,
                        "The server is busy with the same data; ask again, " + KEPT);
            case 429 ->
                new FailureAdvice(
                        RetryDecision.SLOW_DOWN,
                        ErrorKind.RATE_LIMIT,
                        "Somebody else uses up the account's limit; ask again in some minutes, " + KEPT);
            case 504 ->
                new FailureAdvice(
                        RetryDecision.HALVE_PAGE,
                        ErrorKind.SERVER_TROUBLE,
                        "The server cannot make a page in time; ask again later, " + KEPT);
            default -> onOtherStatus(status);
        };
    }

    /** Advice on a 403 for names: the export may be read all the same. */
    static FailureAdvice onRefusedNames(String endpoint) {
        return new FailureAdvice(
                RetryDecision.FINAL,
                ErrorKind.NOT_PERMITTED,
                "These credentials may not read " + endpoint + ": give the OAuth client scope read");
    }

    /** Advice on a 404 for names. */
    static FailureAdvice onNoNames(String endpoint) {
        return new FailureAdvice(
                RetryDecision.FINAL,
                ErrorKind.NO_SUCH_ACCOUNT,
                "Check subdomain or baseUrl: there is no such help desk, or its plan has no " + endpoint);
    }

    /**
     * Advice on a refused {@code start_time} that is too recent by the server's clock, since this machine's is ahead: a
     * difference of seconds is waited out.
     *
     * @param shownIn time until the server shows the second
     */
    static FailureAdvice onTooRecent(Instant serverNow, Duration shownIn) {
        boolean isShort = shownIn.compareTo(MAX_CLOCK_WAIT) <= 0;
        return new FailureAdvice(
                isShort ? RetryDecision.RETRY : RetryDecision.FINAL,
                ErrorKind.REQUEST_REFUSED,
                "The server's clock says " + serverNow + ", and the API withholds its last minute: this machine's clock"
                        + " is ahead; set it, or ask again after " + serverNow.plus(shownIn) + ", " + KEPT);
    }

    private static FailureAdvice onOtherStatus(int status) {
        if (status >= 500) {
            return new FailureAdvice(
                    RetryDecision.RETRY, ErrorKind.SERVER_TROUBLE, "The server has trouble; ask again later, " + KEPT);
        }
        if (status >= 300 && status < 400) {
            return new FailureAdvice(
                    RetryDecision.FINAL,
                    ErrorKind.WRONG_ANSWER,
                    "Redirects are not followed, so that credentials go to no other host; if the new address is the"
                            + " API's, make it the baseUrl");
        }
        return new FailureAdvice(
                RetryDecision.FINAL, ErrorKind.REQUEST_REFUSED, "Check that subdomain or baseUrl is the API's");
    }

    /** Advice on status 401: names the credentials, never their secret. */
    static FailureAdvice onRefused(Credentials credentials, RetryDecision decision) {
        if (credentials instanceof Credentials.Bearer) {
            return new FailureAdvice(
                    decision,
                    ErrorKind.WRONG_LOGIN,
                    "The OAuth token in oauthToken is not accepted: check that it has not expired");
        }
        if (credentials instanceof Credentials.ClientCredentials client) {
            return new FailureAdvice(
                    decision,
                    ErrorKind.WRONG_LOGIN,
                    "An access token that OAuth client " + shown(client.clientId())
                            + " has just been given is not accepted: check clientId, and subdomain or baseUrl");
        }
        if (credentials instanceof Credentials.ApiToken token) {
            return new FailureAdvice(
                    decision,
                    ErrorKind.WRONG_LOGIN,
                    "The API token of " + shown(token.email())
                            + " is not accepted: check email and apiToken, and that the account allows API tokens");
        }
        if (credentials instanceof Credentials.Password password) {
            return new FailureAdvice(
                    decision,
                    ErrorKind.WRONG_LOGIN,
                    "The password of " + shown(password.email())
                            + " is not accepted: check email and password, and that the account allows passwords");
        }
        return new FailureAdvice(
                decision,
                ErrorKind.WRONG_LOGIN,
                "No credentials were sent: give oauthToken, clientId with clientSecret, or email with apiToken");
    }

    private static String shown(String name) {
        return "'" + PrintableText.shorten(name, NAME_CHARS) + "'";
    }

    /** Advice on a failed request for an access token: it concerns the OAuth client, not the page. */
    static FailureAdvice onTokenStatus(int status, Credentials.ClientCredentials client) {
        FailureAdvice advice = onStatus(status);
        return switch (status) {
            case 400, 401, 403, 422 ->
                new FailureAdvice(
                        RetryDecision.FINAL,
                        ErrorKind.WRONG_LOGIN,
                        "Check clientId " + shown(client.clientId())
                                + " and clientSecret, and that the OAuth client is confidential and may read");
            case 504 ->
                new FailureAdvice(
                        RetryDecision.RETRY,
                        ErrorKind.SERVER_TROUBLE,
                        "The server has trouble; ask again later, " + KEPT);
            default -> advice;
        };
    }

    static FailureAdvice onNoAnswer(IOException failure) {
        if (failure instanceof SSLPeerUnverifiedException || isAboutCertificate(failure)) {
            return new FailureAdvice(
                    RetryDecision.FINAL,
                    ErrorKind.UNTRUSTED_SERVER,
                    "The server's certificate is not trusted here; if a proxy puts in its own, name a trust store that"
                            + " knows it with -Djavax.net.ssl.trustStore");
        }
        if (isAboutProxyLogin(failure)) {
            return onProxyLogin();
        }
        if (isUnreachable(failure)) {
            return new FailureAdvice(
                    RetryDecision.RECONNECT,
                    ErrorKind.UNREACHABLE,
                    "Check subdomain or baseUrl, the network, and whether a proxy is needed");
        }
        // A time-out of OkHttp's, of a pause or of the whole.
        return failure instanceof InterruptedIOException
                ? onSlowPage()
                : new FailureAdvice(
                        RetryDecision.RETRY,
                        ErrorKind.CONNECTION_BROKEN,
                        "The connection breaks; ask again later, " + KEPT);
    }

    private static FailureAdvice onProxyLogin() {
        return new FailureAdvice(
                RetryDecision.FINAL,
                ErrorKind.UNREACHABLE,
                "The proxy wants a login. Java's settings of proxies have none: they name a host alone, and a program"
                        + " gives the login by java.net.Authenticator.setDefault");
    }

    /** Only OkHttp's messages tell; a proxy's host with a user in it is one that nobody finds. */
    private static boolean isAboutProxyLogin(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Failed to authenticate with proxy")
                || (failure instanceof UnknownHostException && message.contains("@"));
    }

    static FailureAdvice onSlowPage() {
        return new FailureAdvice(
                RetryDecision.TOO_SLOW,
                ErrorKind.CONNECTION_BROKEN,
                "The server or the network is too slow; ask again later, or set option pageSize lower, " + KEPT);
    }

    /** The same advice for a request that no smaller page would make faster. */
    FailureAdvice ofToken() {
        return decision == RetryDecision.TOO_SLOW
                ? new FailureAdvice(
                        RetryDecision.RECONNECT,
                        kind,
                        "The server or the network is too slow; ask again later, " + KEPT)
                : this;
    }

    private static boolean isAboutCertificate(@Nullable Throwable failure) {
        return failure != null && (failure instanceof CertificateException || isAboutCertificate(failure.getCause()));
    }

    private static boolean isUnreachable(IOException failure) {
        return failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                // Before a response: the server has no TLS, or no version that both sides support.
                || failure instanceof SSLException
                // Only the JDK's message distinguishes it from a read timeout.
                || (failure instanceof SocketTimeoutException
                        && "connect timed out".equalsIgnoreCase(failure.getMessage()));
    }

    static FailureAdvice onNoPage() {
        return new FailureAdvice(
                RetryDecision.FINAL,
                ErrorKind.WRONG_ANSWER,
                "Check that subdomain or baseUrl is the API's and that no proxy or log-in page answers in its place");
    }

    static FailureAdvice onBadEvent() {
        return new FailureAdvice(
                RetryDecision.FINAL,
                ErrorKind.WRONG_ANSWER,
                "Tell Zendesk, or give option onBadEvent the value skip, which keeps such events aside in table"
                        + " rejected_events and reads on");
    }

    static FailureAdvice onTooLarge(OversizedAnswerException answer) {
        return new FailureAdvice(RetryDecision.FINAL, ErrorKind.ANSWER_TOO_LARGE, answer.remedy() + "; " + KEPT);
    }

    static FailureAdvice onDamagedPage() {
        return new FailureAdvice(
                RetryDecision.RETRY,
                ErrorKind.CONNECTION_BROKEN,
                "The connection, or a proxy on it, changes data; ask again later, " + KEPT);
    }

    static FailureAdvice onCutPage() {
        return new FailureAdvice(
                RetryDecision.RETRY,
                ErrorKind.CONNECTION_BROKEN,
                "The connection loses data; ask again later, " + KEPT);
    }
}
