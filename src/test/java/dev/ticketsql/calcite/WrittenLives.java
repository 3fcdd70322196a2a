package dev.ticketsql.calcite;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import dev.ticketsql.testing.SqlAssert;
import dev.ticketsql.testing.TestAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hand-written lives of tickets, from noon on 2026-03-01, and an account that has them. Children are numbered in turn.
 */
final class WrittenLives implements AutoCloseable {

    static final long NOON = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

    /** The ticket of most lives. */
    static final long TICKET = 5;

    static final long REQUESTER = 900;
    static final long COLLEAGUE = 901;
    static final long AGENT = 700;
    static final long SYSTEM = -1;
    static final @Nullable String NOBODY = null;

    private final List<TicketEvent> events = new ArrayList<>();
    private @Nullable TestAccount account;
    private long lastChildId;

    /** All events so far. */
    List<TicketEvent> events() {
        return List.copyOf(events);
    }

    /** Asks the account, which has what was written until the first question. */
    SqlAssert sql(String sql) {
        return account().sql(sql);
    }

    /** The account. */
    TestAccount account() {
        TestAccount open = account;
        if (open == null) {
            open = TestAccount.of(events);
            account = open;
        }
        return open;
    }

    void audit(long id, long afterSec, long updaterId, FieldChange... changes) {
        audit(id, afterSec, updaterId, List.of(changes), List.of());
    }

    void audit(long id, long afterSec, long updaterId, List<FieldChange> changes, List<TicketComment> comments) {
        audit(TICKET, id, afterSec, updaterId, changes, comments);
    }

    void audit(
            long ticket,
            long id,
            long afterSec,
            long updaterId,
            List<FieldChange> changes,
            List<TicketComment> comments) {
        List<FieldChange> numbered = new ArrayList<>();
        for (FieldChange change : changes) {
            lastChildId++;
            Long childId = change.changeId();
            numbered.add(new FieldChange(
                    childId == null ? Long.valueOf(lastChildId) : childId,
                    change.eventType(),
                    change.field(),
                    change.newValue(),
                    change.previousValue(),
                    change.addedTags(),
                    change.removedTags(),
                    change.via(),
                    numbered.size(),
                    null));
        }
        events.add(EventBuilder.audit(id, NOON + afterSec, ticket, "Mail")
                .by(updaterId)
                .children(numbered, comments)
                .build());
    }

    /** An audit with a child that only JSON has, beside the usual keys. */
    void child(long id, long afterSec, long updaterId, String json) {
        events.add(EventBuilder.audit(id, NOON + afterSec, TICKET, "Mail")
                .by(updaterId)
                .childEvents("[{\"id\":1,\"event_type\":\"Notification\"},{\"id\":" + id * 100 + "," + json + "}]")
                .build());
    }

    void metric(long id, long afterSec, String type, String metric, long instanceId, @Nullable String other) {
        events.add(EventBuilder.event(id, NOON + afterSec)
                .ticket(TICKET)
                .metric(type, metric, instanceId)
                .other(other)
                .build());
    }

    static FieldChange createdWith(String field, @Nullable String value) {
        return new FieldChange(null, "Create", field, value, null, null, null, "Mail", 0, null);
    }

    static FieldChange change(String field, @Nullable String value, @Nullable String previous) {
        return new FieldChange(null, "Change", field, value, previous, null, null, "Mail", 0, null);
    }

    static FieldChange withId(FieldChange change, long id) {
        return new FieldChange(
                id,
                change.eventType(),
                change.field(),
                change.newValue(),
                change.previousValue(),
                change.addedTags(),
                change.removedTags(),
                change.via(),
                0,
                null);
    }

    static TicketComment comment(boolean isPublic, @Nullable String author) {
        return comment(1, isPublic, author);
    }

    static TicketComment comment(long id, boolean isPublic, @Nullable String author) {
        Long authorId = author == null ? null : Long.valueOf(author);
        return new TicketComment(
                id, authorId, isPublic, null, null, null, "Web form", null, null, "Comment", null, 0, null);
    }

    @Override
    public void close() throws SQLException {
        if (account != null) {
            account.close();
        }
    }
}
