package dev.ticketsql.api;

import java.util.Optional;

/** The {@code User-Agent} header, project and version: Zendesk asks integrations to name themselves. */
final class UserAgent {

    /** As {@code ticketsql/1.2.3}; classes outside a jar have no version. */
    static final String TEXT = "ticketsql/"
            + Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion())
                    .orElse("development");

    private UserAgent() {}
}
