package dev.ticketsql.calcite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;

/**
 * The views that every schema has: what people ask of a help desk, as plain SQL over the tables, each in a resource of
 * its name. All names in that SQL are quoted, because Calcite reads the text of views in upper case, whatever the
 * connection says.
 */
public enum ReadyView {
    TICKET_STATUS_INTERVALS,
    TICKET_FIRST_REPLIES,
    TICKET_REOPENS,
    TICKET_REASSIGNMENTS,
    SLA_BREACHES;

    /** As SQL names it. */
    public String viewName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The query that it stands for. */
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

    /** The view in the schema {@code schemaName} of {@code parent}, which need not be there before a statement runs. */
    Table in(SchemaPlus parent, String schemaName) {
        return new ReadyViewTable(this, parent, schemaName);
    }
}
