package dev.ticketsql.reference;

import dev.ticketsql.api.ReferenceRequest;
import dev.ticketsql.api.page.ReferencePage;
import dev.ticketsql.event.Cancellation;
import java.io.IOException;

/** Source of a statement's pages of references. */
@FunctionalInterface
public interface ReferenceSource {

    /**
     * Reads a page.
     *
     * @throws IOException if it cannot be fetched; its message is for the user
     */
    ReferencePage read(ReferenceRequest request, Cancellation cancellation) throws IOException;
}
