package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;

/** Writes the keys of child events that tools leave, and their {@code event_type}. */
final class ToolEventWriter {

    private static final long FIRST_MACRO_ID = 360_104_226_133L;

    private final JsonWriter json;
    private final long auditId;
    private final String createdAt;

    ToolEventWriter(JsonWriter json, long auditId, String createdAt) {
        this.json = json;
        this.auditId = auditId;
        this.createdAt = createdAt;
    }

    void write(Child child) {
        if (child instanceof Child.Cc copy) {
            json.name("recipients").beginArray().value(copy.recipientId()).endArray();
            type("Cc");
        } else if (child instanceof Child.Macro macro) {
            json.name("macro_id").value(Long.toString(FIRST_MACRO_ID + macro.number() * 20L));
            json.name("macro_title").value(Child.Macro.TITLES.get(macro.number()));
            json.name("macro_deleted").value(false);
            type("AgentMacroReference");
        } else if (child instanceof Child.ChatTranscript chat) {
            writeChat(chat);
        } else if (child instanceof Child.MadePrivate change) {
            json.name("comment_id").value(id(change.comment()));
            json.name("public").value(false);
            type("CommentPrivacyChange");
        } else if (child instanceof Child.Redaction redaction) {
            writeRedaction(redaction);
        }
    }

    private void writeChat(Child.ChatTranscript chat) {
        json.name("value").beginObject();
        json.name("visitor_id").value("10" + chat.requesterId() + "-" + auditId % 1_000);
        json.name("chat_id").value("2203." + auditId);
        json.name("chat_started_at").value(createdAt);
        json.name("history").beginArray();
        for (int message = 0; message < chat.messages(); message++) {
            boolean byRequester = message % 2 == 0;
            json.beginObject();
            json.name("type").value("ChatMessage");
            json.name("chat_index").value(message);
            json.name("actor_type").value(byRequester ? "end-user" : "agent");
            json.name("message").value(byRequester ? "Is anybody there?" : "I am looking into it.");
            json.endObject();
        }
        json.endArray().endObject();
        type("ChatStartedEvent");
    }

    /** Ids of a redaction are strings, unlike those of a change of privacy. */
    private void writeRedaction(Child.Redaction redaction) {
        long commentId = id(redaction.comment());
        json.name("comment_id").value(Long.toString(commentId));
        if (redaction.ofAttachment()) {
            json.name("attachment_id").value(Long.toString(commentId + 1));
            type("AttachmentRedactionEvent");
        } else {
            type("CommentRedactionEvent");
        }
    }

    private long id(Child.CommentPlace comment) {
        return EventIds.child(EventIds.before(auditId, comment.steps()), comment.index());
    }

    private void type(String eventType) {
        json.name("event_type").value(eventType);
    }
}
