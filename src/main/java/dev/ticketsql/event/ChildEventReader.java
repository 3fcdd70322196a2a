package dev.ticketsql.event;

import java.io.IOException;

/** Reads the child events of an audit from their JSON text, as a page's are read. */
@FunctionalInterface
public interface ChildEventReader {

    /**
     * Reads an audit's {@code child_events}; a value that is no array has no children.
     *
     * @throws IOException if it is not JSON
     */
    ChildRows read(String childEvents) throws IOException;
}
