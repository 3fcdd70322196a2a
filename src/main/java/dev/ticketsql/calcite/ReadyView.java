package dev.ticketsql.calcite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;

/**
 * Views of every schema: common questions to a help desk as plain SQL over the tables, each in a resource of its name.
 * All names in that SQL are quoted, because Calcite reads the text of views in upper case, whatever the connection
 * sets.
 */
public enum ReadyView {
    TICKET_FIELD_INTERVALS,
    TICKET_STATUS_INTERVALS,
    TICKET_STATES,
    TICKET_AGENTS,
    TICKET_MESSAGES,
    TICKET_FIRST_REPLIES,
    TICKET_REOPENS,
    TICKET_REASSIGNMENTS,
    TICKET_ASSIGNMENTS,
    TICKET_RESOLUTIONS,
    TICKET_REQUESTER_WAITS,
    TICKET_TOUCHES,
    TICKET_SATISFACTION,
    TICKET_BACKLOG,
    SLA_EVENTS,
    SLA_POLICIES_APPLIED,
    SLA_BREACHES;

    /** Name of the view in SQL. */
    public String viewName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Query of the view. */
    public String sql() {
        String resource = viewName() + ".sql";
        try (InputStream in = ReadyView.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("TicketSQL's jar has no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the view in the schema {@code schemaName} of {@code parent}; the schema is first looked up by a statement.
     */
    Table in(SchemaPlus parent, String schemaName) {
        return new ReadyViewTable(this, parent, schemaName);
    }
}
