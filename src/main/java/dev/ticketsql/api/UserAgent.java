package dev.ticketsql.api;

import dev.ticketsql.event.ProductVersion;

/** The {@code User-Agent} header, project and version: Zendesk asks integrations to name themselves. */
final class UserAgent {

    /** As {@code ticketsql/1.2.3}; classes outside a jar have no version. */
    static final String TEXT = "ticketsql/" + ProductVersion.known().orElse("development");

    private UserAgent() {}
}
