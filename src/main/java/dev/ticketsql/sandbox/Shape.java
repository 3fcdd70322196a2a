package dev.ticketsql.sandbox;

/** Which of the API's two kinds of event a generated history is made of. */
public enum Shape {
    /** Audits with child events: what every recorded account sends. */
    AUDITS,
    /** Ticket metric events: what Zendesk's documentation shows. */
    METRICS,
    /** The two mixed in one stream, so that every column of a client has something in it. */
    BOTH
}
