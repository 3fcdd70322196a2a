package dev.ticketsql.mirror.staging;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the events of a page while it arrives. Those of a large page go to tables of its own. */
public final class PageBuffer implements EventSink, AutoCloseable {

    /** Text of a page that is held in memory, two or three times a real page's. */
    private static final long MAX_CHARS = 4 << 20;

    private final Tables tables;
    private final List<ReceivedEvent> events = new ArrayList<>();
    private Optional<StagedEvents> large = Optional.empty();
    private long chars;

    /** Opens the tables of a large page. */
    @FunctionalInterface
    public interface Tables {

        StagedEvents open() throws SQLException;
    }

    public PageBuffer(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void begin() throws IOException {
        close();
    }

    @Override
    public void accept(TicketEvent event) throws IOException {
        add(event);
    }

    @Override
    public void reject(RejectedEvent event) throws IOException {
        add(event);
    }

    private void add(ReceivedEvent event) throws IOException {
        chars += StagedEvents.chars(event);
        if (large.isPresent()) {
            large.get().append(event);
        } else {
            events.add(event);
            if (chars > MAX_CHARS) {
                enlarge();
            }
        }
    }

    private void enlarge() throws IOException {
        try {
            large = Optional.of(tables.open());
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot take a large page: " + e.getMessage());
        }
        for (ReceivedEvent event : events) {
            large.get().append(event);
        }
        events.clear();
    }

    /** Gives the rows of the complete page away, and is empty. */
    public BufferedPage take() {
        BufferedPage page = new BufferedPage(events, large, chars);
        large = Optional.empty();
        events.clear();
        chars = 0;
        return page;
    }

    /** Drops what was not taken. */
    @Override
    public void close() throws IOException {
        try {
            if (large.isPresent()) {
                large.get().close();
            }
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot drop a page: " + e.getMessage());
        } finally {
            take();
        }
    }
}
