package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.FieldHistory.row;
import static dev.ticketsql.calcite.FieldHistory.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import dev.ticketsql.event.TicketEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of the views of comments and calls, computed event by event without SQL. */
final class ConversationTruth {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Message(
            TicketEvent event, @Nullable Long id, long author, boolean isPublic, boolean isCall, String role) {

        long ticket() {
            return FieldHistory.ticket(event);
        }

        boolean isReply() {
            return role.equals("agent") && isPublic;
        }
    }

    private final FieldHistory history;
    private final Map<Long, Long> actedSec = new TreeMap<>();
    private final List<Message> messages = new ArrayList<>();

    /** Seconds in which comments were made private, and public. */
    private final Map<String, Long> hiddenSec = new HashMap<>();

    private final Map<String, Long> shownSec = new HashMap<>();

    ConversationTruth(List<TicketEvent> events, FieldHistory history) {
        this.history = history;
        for (TicketEvent event : events) {
            event.children().fieldChanges().forEach(change -> notice(event, change));
            for (TicketComment comment : event.children().comments()) {
                // Of a call, the author may be the customer who called.
                if (Boolean.FALSE.equals(comment.isPublic()) && !isCall(comment) && !isMail(event, comment)) {
                    acts(author(event, comment.authorId()), event);
                }
            }
            for (JsonNode child : children(event)) {
                if (child.path("event_type").asText().equals("CommentPrivacyChange")) {
                    (child.path("public").asBoolean() ? shownSec : hiddenSec)
                            .merge(
                                    FieldHistory.ticket(event) + " "
                                            + child.path("comment_id").asLong(),
                                    event.startSec(),
                                    Math::max);
                }
            }
        }
        for (TicketEvent event : events) {
            event.children().comments().stream()
                    .filter(comment -> !isCall(comment))
                    .forEach(comment -> add(
                            event,
                            comment.commentId(),
                            author(event, comment.authorId()),
                            Boolean.TRUE.equals(comment.isPublic()),
                            false));
            for (JsonNode child : children(event)) {
                if (child.path("event_type").asText().equals("VoiceComment")) {
                    add(
                            event,
                            child.path("id").asLong(),
                            child.path("author_id").asLong(),
                            child.path("public").asBoolean(true),
                            true);
                }
            }
        }
    }

    private static boolean isCall(TicketComment comment) {
        return "VoiceComment".equals(comment.type());
    }

    /** Mails of people who are not on the ticket become notes. */
    private static boolean isMail(TicketEvent event, TicketComment comment) {
        String channel = String.valueOf(comment.via() == null ? event.value(EventField.VIA) : comment.via());
        return channel.equals("Email") || channel.equals(RandomLives.MAIL_OBJECT);
    }

    private static List<JsonNode> children(TicketEvent event) {
        Object json = event.value(EventField.CHILD_EVENTS);
        try {
            List<JsonNode> children = new ArrayList<>();
            JSON.readTree(json == null ? "[]" : json.toString()).forEach(children::add);
            return children;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long author(TicketEvent event, @Nullable Long author) {
        return author == null ? updater(event) : author;
    }

    private static long updater(TicketEvent event) {
        return (Long) Objects.requireNonNull(event.value(EventField.UPDATER_ID));
    }

    private void notice(TicketEvent event, FieldChange change) {
        String value = FieldHistory.text(change.newValue());
        long updater = updater(event);
        switch (change.field()) {
            case "assignee_id" -> acts(value.isEmpty() ? 0 : Long.parseLong(value), event);
            case "requester_id" -> acts(value.isEmpty() || value.equals("" + updater) ? 0 : updater, event);
            case "status" -> {
                boolean waits = Set.of("pending", "hold").contains(value) && "Change".equals(change.eventType());
                acts(waits && !isRule(change.via()) ? updater : 0, event);
            }
            default -> {
                // Anybody may set it.
            }
        }
    }

    private static boolean isRule(@Nullable String via) {
        return "Rule".equals(via) || RandomLives.RULE_OBJECT.equals(via);
    }

    private void acts(long user, TicketEvent event) {
        if (user > 0) {
            actedSec.merge(user, event.startSec(), Math::min);
        }
    }

    private void add(TicketEvent event, @Nullable Long id, long author, boolean isPublic, boolean isCall) {
        long ticket = FieldHistory.ticket(event);
        boolean asks = history.at(ticket, "requester_id", event.startSec()).equals("" + author);
        String role = asks ? "requester" : actedSec.containsKey(author) ? "agent" : "other";
        messages.add(new Message(event, id, author, isPublicNow(ticket + " " + id, isPublic), isCall, role));
    }

    private boolean isPublicNow(String comment, boolean wasPublic) {
        long hidden = hiddenSec.getOrDefault(comment, Long.MIN_VALUE);
        long shown = shownSec.getOrDefault(comment, Long.MIN_VALUE);
        return hidden == shown ? wasPublic && hidden == Long.MIN_VALUE : shown > hidden;
    }

    List<String> agents() {
        return actedSec.entrySet().stream()
                .map(acted -> row(acted.getKey(), time(acted.getValue())))
                .toList();
    }

    List<String> messages() {
        return messages.stream()
                .map(message -> row(
                        message.ticket(),
                        time(message.event().startSec()),
                        message.event().startSec(),
                        message.event().id(),
                        message.id(),
                        message.author(),
                        message.role(),
                        message.isPublic(),
                        message.isCall()))
                .toList();
    }

    List<String> firstReplies() {
        List<String> rows = new ArrayList<>();
        history.created.forEach((ticket, creation) -> messages.stream()
                .filter(message -> message.ticket() == ticket && message.isReply() && !isOf(message, creation))
                .min(Comparator.comparing((Message message) -> message.event().startSec())
                        .thenComparing(message -> message.event().id())
                        .thenComparing(Message::id, Comparator.nullsFirst(Comparator.naturalOrder())))
                .ifPresent(first -> rows.add(row(
                        ticket,
                        time(creation.startSec()),
                        time(first.event().startSec()),
                        first.event().startSec() - creation.startSec(),
                        first.author()))));
        return rows;
    }

    private static boolean isOf(Message message, TicketEvent audit) {
        return message.event().id() == audit.id();
    }

    List<String> touches() {
        Map<Long, List<Message>> tickets = new TreeMap<>();
        messages.forEach(message -> tickets.computeIfAbsent(message.ticket(), any -> new ArrayList<>())
                .add(message));
        List<String> rows = new ArrayList<>();
        tickets.forEach((ticket, all) -> {
            Optional<TicketEvent> creation = Optional.ofNullable(history.created.get(ticket));
            long replies = all.stream()
                    .filter(message -> message.isReply()
                            && creation.map(audit -> !isOf(message, audit)).orElse(true))
                    .count();
            String status = history.at(ticket, "status", Long.MAX_VALUE);
            boolean solved = status.equals("solved") || status.equals("closed");
            rows.add(row(
                    ticket,
                    time(creation.map(TicketEvent::startSec)),
                    replies,
                    all.stream().filter(message -> !message.isPublic()).count(),
                    count(all, "requester"),
                    count(all, "other"),
                    all.stream()
                            .filter(message -> message.role().equals("agent"))
                            .map(Message::author)
                            .distinct()
                            .count(),
                    solved && replies == 1,
                    solved && replies == 2,
                    solved && replies > 2));
        });
        return rows;
    }

    private static long count(List<Message> messages, String role) {
        return messages.stream()
                .filter(message -> message.isPublic() && message.role().equals(role))
                .count();
    }
}
