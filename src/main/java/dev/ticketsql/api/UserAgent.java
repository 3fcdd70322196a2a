package dev.ticketsql.api;

import java.util.Optional;

/** How the client names itself, which Zendesk asks of integrations: project and version. */
final class UserAgent {

    /** As {@code ticketsql/1.2.3}; classes that were not packed into a jar have no version. */
    static final String TEXT = "ticketsql/"
            + Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion())
                    .orElse("development");

    private UserAgent() {}
}
