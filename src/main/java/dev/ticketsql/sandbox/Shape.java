package dev.ticketsql.sandbox;

/** Selects the kinds of event in a generated history, of the API's two. */
public enum Shape {
    /** Audits with child events: what every recorded account sends. */
    AUDITS,
    /** Ticket metric events: what Zendesk's documentation shows. */
    METRICS,
    /** Both mixed in one stream, so that every column of a client has values. */
    BOTH
}
