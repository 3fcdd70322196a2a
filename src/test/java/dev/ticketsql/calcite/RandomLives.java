package dev.ticketsql.calcite;

import dev.ticketsql.api.page.ChildEvents;
import dev.ticketsql.event.ChildRows;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lives of tickets with every turn, many of them in one second: chains of changes over several audits, changes of the
 * requester, copied-in people, calls, comments made private and public again, deletions, merges, ratings, cleared
 * fields and tags, and policies taken off. Numbers of events and children say nothing of their order.
 */
final class RandomLives {

    /** How a trigger is told when comments are asked for. */
    static final String RULE_OBJECT = "{\"channel\": \"rule\",\"source\":{\"rel\":\"trigger\"}}";

    /** How an e-mail is told then. */
    static final String MAIL_OBJECT = "{\"channel\": \"email\",\"source\":{\"rel\":null}}";

    private static final List<@Nullable String> CHANNELS = Arrays.asList("Web form", null, "Email", MAIL_OBJECT);
    private static final List<String> STATUSES = List.of("new", "open", "pending", "hold", "solved");
    private static final List<String> IDS =
            List.of("custom_status_id", "brand_id", "ticket_form_id", "organization_id");
    private static final List<Long> AGENTS = List.of(700L, 701L, 702L);
    private static final List<Long> CUSTOMERS = List.of(900L, 901L, 902L);

    private final Random random;
    private final List<TicketEvent> events = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();

    private RandomLives(long seed, int tickets) {
        random = new Random(seed);
        for (long id = 1; id <= tickets * 200L; id++) {
            ids.add(id);
        }
        Collections.shuffle(ids, random);
    }

    /** The events of so many tickets. */
    static List<TicketEvent> of(long seed, int tickets) {
        RandomLives lives = new RandomLives(seed, tickets);
        for (long ticket = 1; ticket <= tickets; ticket++) {
            lives.live(ticket);
        }
        return List.copyOf(lives.events);
    }

    private long id() {
        return ids.remove(ids.size() - 1);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void live(long ticket) {
        Map<String, @Nullable String> fields = new HashMap<>();
        long sec = WrittenLives.NOON + random.nextInt(200 * 86_400);
        boolean byAgent = chance(25);
        long author = byAgent ? pick(AGENTS) : pick(CUSTOMERS);
        List<FieldChange> creation = new ArrayList<>();
        set(creation, fields, "status", chance(85) ? "new" : "solved", true);
        set(creation, fields, "requester_id", "" + (byAgent && chance(50) ? pick(CUSTOMERS) : author), true);
        set(creation, fields, "priority", null, true);
        set(creation, fields, "tags", "[]", true);
        if (chance(90)) {
            // Without the creation nobody knows where a circle of changes began.
            fields.put("created", "true");
            audit(ticket, sec, author, creation, comments(chance(80) ? 1 : 0), "[]");
        }
        int steps = 2 + random.nextInt(12);
        for (int step = 0; step < steps && !"closed".equals(fields.get("status")); step++) {
            sec += chance(30) ? 0 : chance(50) ? random.nextInt(3) : random.nextInt(3 * 86_400);
            step(ticket, sec, fields);
            // One second has one chain of a field: its changes may be of several audits.
            sec++;
        }
        measure(ticket, sec);
    }

    private void step(long ticket, long sec, Map<String, @Nullable String> fields) {
        List<FieldChange> changes = new ArrayList<>();
        if (chance(60)) {
            chain(changes, fields, "status", STATUSES);
        }
        if (chance(30)) {
            chain(changes, fields, "assignee_id", List.of("700", "701", "702", ""));
        }
        if (chance(15)) {
            chain(changes, fields, "group_id", List.of("30", "31", ""));
        }
        if (chance(10)) {
            chain(changes, fields, "priority", List.of("low", "high", "urgent"));
        }
        if (chance(8)) {
            set(changes, fields, "requester_id", "" + pick(chance(70) ? CUSTOMERS : AGENTS), false);
        }
        if (chance(10)) {
            chain(changes, fields, "satisfaction_score", List.of("offered", "good", "bad"));
        }
        if (chance(4) && "solved".equals(fields.get("status"))) {
            set(changes, fields, "status", "closed", false);
        }
        if (chance(10)) {
            chain(changes, fields, pick(IDS), List.of("11", "12", ""));
        }
        if (chance(8)) {
            chain(changes, fields, "tags", List.of("[]", "[\"a\"]", "[\"a\",\"b\"]"));
        }
        if (chance(5)) {
            set(changes, fields, "custom_ticket_fields.77", chance(20) ? null : "v" + random.nextInt(9), false);
        }
        if (chance(4) && changes.stream().noneMatch(change -> change.field().equals("status"))) {
            boolean merge = chance(50);
            set(changes, fields, "status", merge ? "closed" : "deleted", false);
            if (merge) {
                set(changes, fields, "tags", "[\"closed_by_merge\"]", false);
            }
        }
        Collections.shuffle(changes, random);
        int audits = 1 + random.nextInt(3);
        for (int audit = 0; audit < audits; audit++) {
            List<FieldChange> part = audit == audits - 1
                    ? changes
                    : new ArrayList<>(changes.subList(0, random.nextInt(changes.size() + 1)));
            List<FieldChange> own = List.copyOf(part);
            if (part == changes) {
                changes = new ArrayList<>();
            } else {
                changes.subList(0, part.size()).clear();
            }
            long author = chance(10) ? -1 : pick(chance(50) ? AGENTS : CUSTOMERS);
            audit(ticket, sec, author, own, comments(random.nextInt(2)), json(author));
        }
    }

    /** Changes of one second: a step, a path of different values, or there and back again. */
    private void chain(
            List<FieldChange> changes, Map<String, @Nullable String> fields, String field, List<String> values) {
        List<String> others = new ArrayList<>(values);
        String before = fields.get(field);
        others.remove(before == null ? "" : before);
        Collections.shuffle(others, random);
        if (fields.containsKey("created") && chance(20)) {
            set(changes, fields, field, others.get(0), false);
            set(changes, fields, field, before, false);
        } else {
            int length = chance(60) ? 1 : 1 + random.nextInt(others.size());
            others.subList(0, length).forEach(value -> set(changes, fields, field, value, false));
        }
    }

    private void set(
            List<FieldChange> changes,
            Map<String, @Nullable String> fields,
            String field,
            @Nullable String value,
            boolean creates) {
        String before = fields.put(field, value);
        boolean list = field.equals("priority") && before == null;
        changes.add(new FieldChange(
                random.nextLong(1_000_000),
                creates ? "Create" : "Change",
                field,
                value != null && value.isEmpty() && chance(30) ? "0" : value,
                creates ? null : list ? "0" : before,
                null,
                null,
                chance(80) ? "Web form" : chance(50) ? "Rule" : RULE_OBJECT,
                0,
                null));
    }

    private List<TicketComment> comments(int count) {
        List<TicketComment> comments = new ArrayList<>();
        for (int comment = 0; comment < count; comment++) {
            Long author = chance(70) ? null : pick(chance(50) ? AGENTS : CUSTOMERS);
            boolean mayBeNote = author == null || AGENTS.contains(author);
            boolean isPublic = !mayBeNote || chance(75);
            comments.add(new TicketComment(
                    1L + random.nextInt(40),
                    author,
                    isPublic,
                    null,
                    null,
                    null,
                    CHANNELS.get(random.nextInt(CHANNELS.size())),
                    null,
                    null,
                    "Comment",
                    null,
                    0,
                    null));
        }
        return comments;
    }

    private String json(long author) {
        List<String> children = new ArrayList<>();
        if (chance(6)) {
            children.add("{\"id\":%d,\"author_id\":%d,\"data\":{\"call_duration\":5},\"event_type\":\"VoiceComment\"}"
                    .formatted(random.nextInt(1_000_000), author < 0 ? 700 : author));
        }
        if (chance(6)) {
            children.add("{\"id\":%d,\"comment_id\":%d,\"public\":%s,\"event_type\":\"CommentPrivacyChange\"}"
                    .formatted(random.nextInt(1_000_000), 1 + random.nextInt(40), chance(30)));
        }
        return children.toString();
    }

    private void audit(
            long ticket,
            long sec,
            long author,
            List<FieldChange> changes,
            List<TicketComment> comments,
            String childEvents) {
        if (!changes.isEmpty() || !comments.isEmpty() || !childEvents.equals("[]")) {
            List<TicketComment> all = new ArrayList<>(comments);
            all.addAll(rows(childEvents).comments());
            events.add(EventBuilder.audit(id(), sec, ticket, chance(80) ? "Web form" : "Email")
                    .by(author)
                    .children(changes, all)
                    .childEvents(childEvents)
                    .build());
        }
    }

    private static ChildRows rows(String childEvents) {
        try {
            return ChildEvents.of(childEvents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(long ticket, long sec) {
        for (long instance = 1; instance <= 2; instance++) {
            long at = sec;
            for (int step = random.nextInt(6); step > 0; step--) {
                String type = pick(List.of("activate", "apply_sla", "apply_group_sla", "breach", "breach", "fulfill"));
                events.add(EventBuilder.event(id(), at)
                        .ticket(ticket)
                        .metric(type, "reply_time", instance)
                        .other(detail(type))
                        .build());
                at += random.nextInt(3);
            }
        }
    }

    private @Nullable String detail(String type) {
        return switch (type) {
            case "apply_sla", "apply_group_sla" ->
                chance(15)
                        ? "{\"sla\":null}"
                        : "{\"%s\":{\"target\":%d,\"business_hours\":%s,\"policy\":{\"id\":%d,\"title\":\"P%d\"}}}"
                                .formatted(
                                        type.replace("apply_", ""),
                                        10 + random.nextInt(100),
                                        chance(50),
                                        random.nextInt(9),
                                        random.nextInt(9));
            case "breach" -> chance(50) ? null : "{\"deleted\":" + chance(40) + "}";
            default -> null;
        };
    }
}
