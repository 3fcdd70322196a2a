package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The properties of {@link TicketSqlDataSource} as those of a JavaBean: the URL, the user and one property for each
 * option. A setter that is given null or an empty text takes the option back; so does a negative number. Secrets have
 * setters alone, so that no tool that shows a bean shows them.
 *
 * <p>Serialised with all options, secrets among them, as other drivers' data sources are: keep the bytes as you keep
 * the secrets.
 */
public abstract class BaseDataSource implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The name that tools have for the email. */
    static final String USER = "user";

    /** Returned for a number that is not set. */
    private static final int NONE = -1;

    private final Properties options = new Properties();
    private @Nullable String url;

    /** Creates a bean without options. */
    protected BaseDataSource() {}

    /** Sets an option or another property of a URL by its name, in upper or lower case; null takes it back. */
    final synchronized void set(String given, @Nullable String value) {
        String name = given.equalsIgnoreCase(USER) ? Option.EMAIL.propertyName() : given;
        options.stringPropertyNames().stream().filter(name::equalsIgnoreCase).forEach(options::remove);
        if (value != null && !value.isBlank()) {
            options.setProperty(name, value);
        }
    }

    /** A copy of all properties that are set. */
    final synchronized Properties properties() {
        return (Properties) options.clone();
    }

    private void set(Option option, @Nullable String value) {
        set(option.propertyName(), value);
    }

    private void set(Option option, int value) {
        set(option, value < 0 ? null : Integer.toString(value));
    }

    private synchronized @Nullable String get(Option option) {
        return options.stringPropertyNames().stream()
                .filter(option.propertyName()::equalsIgnoreCase)
                .findFirst()
                .map(options::getProperty)
                .orElse(null);
    }

    private int number(Option option) {
        try {
            return Optional.ofNullable(get(option)).map(Integer::valueOf).orElse(NONE);
        } catch (NumberFormatException e) {
            // Refused with a sentence when connecting.
            return NONE;
        }
    }

    private boolean isTrue(Option option) {
        return Boolean.parseBoolean(get(option));
    }

    /** Returns the URL; {@code jdbc:ticketsql:} if none is set. */
    public synchronized String getUrl() {
        return Objects.requireNonNullElse(url, Driver.URL_PREFIX);
    }

    /** Sets a URL of {@link Driver}, whose options win over the properties of this bean. */
    public synchronized void setUrl(@Nullable String url) {
        this.url = url;
    }

    /** Returns {@link #getUrl}, under the name that some servers use. */
    public String getURL() {
        return getUrl();
    }

    /** Sets the URL as {@link #setUrl} does, under the name that some servers use. */
    public void setURL(@Nullable String url) {
        setUrl(url);
    }

    /** Returns the email. */
    public @Nullable String getUser() {
        return get(Option.EMAIL);
    }

    /** Sets the email, under the name that pools and servers use. */
    public void setUser(@Nullable String user) {
        set(Option.EMAIL, user);
    }

    /** Returns option {@code subdomain}; null if it is not set. */
    public @Nullable String getSubdomain() {
        return get(Option.SUBDOMAIN);
    }

    /** Sets option {@code subdomain}. */
    public void setSubdomain(@Nullable String subdomain) {
        set(Option.SUBDOMAIN, subdomain);
    }

    /** Returns option {@code baseUrl}; null if it is not set. */
    public @Nullable String getBaseUrl() {
        return get(Option.BASE_URL);
    }

    /** Sets option {@code baseUrl}. */
    public void setBaseUrl(@Nullable String baseUrl) {
        set(Option.BASE_URL, baseUrl);
    }

    /** Sets option {@code oauthToken}. */
    public void setOauthToken(@Nullable String oauthToken) {
        set(Option.OAUTH_TOKEN, oauthToken);
    }

    /** Returns option {@code clientId}; null if it is not set. */
    public @Nullable String getClientId() {
        return get(Option.CLIENT_ID);
    }

    /** Sets option {@code clientId}. */
    public void setClientId(@Nullable String clientId) {
        set(Option.CLIENT_ID, clientId);
    }

    /** Sets option {@code clientSecret}. */
    public void setClientSecret(@Nullable String clientSecret) {
        set(Option.CLIENT_SECRET, clientSecret);
    }

    /** Returns option {@code email}; null if it is not set. */
    public @Nullable String getEmail() {
        return get(Option.EMAIL);
    }

    /** Sets option {@code email}. */
    public void setEmail(@Nullable String email) {
        set(Option.EMAIL, email);
    }

    /** Sets option {@code apiToken}. */
    public void setApiToken(@Nullable String apiToken) {
        set(Option.API_TOKEN, apiToken);
    }

    /** Sets option {@code password}. */
    public void setPassword(@Nullable String password) {
        set(Option.PASSWORD, password);
    }

    /** Returns option {@code mirror}; null if it is not set. */
    public @Nullable String getMirror() {
        return get(Option.MIRROR);
    }

    /** Sets option {@code mirror}. */
    public void setMirror(@Nullable String mirror) {
        set(Option.MIRROR, mirror);
    }

    /** Returns option {@code mirrorMode}; null if it is not set. */
    public @Nullable String getMirrorMode() {
        return get(Option.MIRROR_MODE);
    }

    /** Sets option {@code mirrorMode}. */
    public void setMirrorMode(@Nullable String mirrorMode) {
        set(Option.MIRROR_MODE, mirrorMode);
    }

    /** Returns option {@code since}; null if it is not set. */
    public @Nullable String getSince() {
        return get(Option.SINCE);
    }

    /** Sets option {@code since}. */
    public void setSince(@Nullable String since) {
        set(Option.SINCE, since);
    }

    /** Returns option {@code comments}. */
    public boolean isComments() {
        return isTrue(Option.COMMENTS);
    }

    /** Sets option {@code comments}. */
    public void setComments(boolean comments) {
        set(Option.COMMENTS, Boolean.toString(comments));
    }

    /** Returns option {@code supportTypeScope}; null if it is not set. */
    public @Nullable String getSupportTypeScope() {
        return get(Option.SUPPORT_TYPE_SCOPE);
    }

    /** Sets option {@code supportTypeScope}. */
    public void setSupportTypeScope(@Nullable String supportTypeScope) {
        set(Option.SUPPORT_TYPE_SCOPE, supportTypeScope);
    }

    /** Returns option {@code pageSize}; -1 if it is not set. */
    public int getPageSize() {
        return number(Option.PAGE_SIZE);
    }

    /** Sets option {@code pageSize}. */
    public void setPageSize(int pageSize) {
        set(Option.PAGE_SIZE, pageSize);
    }

    /** Returns option {@code requestsPerMinute}; -1 if it is not set. */
    public int getRequestsPerMinute() {
        return number(Option.REQUESTS_PER_MINUTE);
    }

    /** Sets option {@code requestsPerMinute}. */
    public void setRequestsPerMinute(int requestsPerMinute) {
        set(Option.REQUESTS_PER_MINUTE, requestsPerMinute);
    }

    /** Returns option {@code parallelRequests}; -1 if it is not set. */
    public int getParallelRequests() {
        return number(Option.PARALLEL_REQUESTS);
    }

    /** Sets option {@code parallelRequests}. */
    public void setParallelRequests(int parallelRequests) {
        set(Option.PARALLEL_REQUESTS, parallelRequests);
    }

    /** Returns option {@code maxRequests}; -1 if it is not set. */
    public int getMaxRequests() {
        return number(Option.MAX_REQUESTS);
    }

    /** Sets option {@code maxRequests}. */
    public void setMaxRequests(int maxRequests) {
        set(Option.MAX_REQUESTS, maxRequests);
    }

    /** Returns option {@code freshness}; null if it is not set. */
    public @Nullable String getFreshness() {
        return get(Option.FRESHNESS);
    }

    /** Sets option {@code freshness}. */
    public void setFreshness(@Nullable String freshness) {
        set(Option.FRESHNESS, freshness);
    }

    /** Returns option {@code onBadEvent}; null if it is not set. */
    public @Nullable String getOnBadEvent() {
        return get(Option.ON_BAD_EVENT);
    }

    /** Sets option {@code onBadEvent}. */
    public void setOnBadEvent(@Nullable String onBadEvent) {
        set(Option.ON_BAD_EVENT, onBadEvent);
    }

    /** Returns option {@code progress}; null if it is not set. */
    public @Nullable String getProgress() {
        return get(Option.PROGRESS);
    }

    /** Sets option {@code progress}. */
    public void setProgress(@Nullable String progress) {
        set(Option.PROGRESS, progress);
    }

    /** Returns option {@code check}. */
    public boolean isCheck() {
        return isTrue(Option.CHECK);
    }

    /** Sets option {@code check}. */
    public void setCheck(boolean check) {
        set(Option.CHECK, Boolean.toString(check));
    }

    /** Returns option {@code schedules}; null if it is not set. */
    public @Nullable String getSchedules() {
        return get(Option.SCHEDULES);
    }

    /** Sets option {@code schedules}. */
    public void setSchedules(@Nullable String schedules) {
        set(Option.SCHEDULES, schedules);
    }

    /** Returns option {@code references}, which is true if it is not set. */
    public boolean isReferences() {
        return get(Option.REFERENCES) == null || isTrue(Option.REFERENCES);
    }

    /** Sets option {@code references}. */
    public void setReferences(boolean references) {
        set(Option.REFERENCES, Boolean.toString(references));
    }

    /** Returns option {@code referenceFreshness}, an ISO-8601 duration; null if it is not set. */
    public @Nullable String getReferenceFreshness() {
        return get(Option.REFERENCE_FRESHNESS);
    }

    /** Sets option {@code referenceFreshness}, an ISO-8601 duration. */
    public void setReferenceFreshness(@Nullable String referenceFreshness) {
        set(Option.REFERENCE_FRESHNESS, referenceFreshness);
    }

    /** Returns option {@code personalData}. */
    public boolean isPersonalData() {
        return isTrue(Option.PERSONAL_DATA);
    }

    /** Sets option {@code personalData}. */
    public void setPersonalData(boolean personalData) {
        set(Option.PERSONAL_DATA, Boolean.toString(personalData));
    }

    /** Returns option {@code optionsFile}; null if it is not set. */
    public @Nullable String getOptionsFile() {
        return get(Option.OPTIONS_FILE);
    }

    /** Sets option {@code optionsFile}. */
    public void setOptionsFile(@Nullable String optionsFile) {
        set(Option.OPTIONS_FILE, optionsFile);
    }
}
