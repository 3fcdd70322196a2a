package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;
import java.util.List;

/**
 * Writes the child events of one audit as JSON: common keys first, then the keys of the kind, then {@code event_type},
 * and after it {@code previous_value} of a change.
 */
final class ChildEventWriter {

    private final JsonWriter json;
    private final Step.Audit audit;
    private final long auditId;
    private final String createdAt;
    private final boolean comments;

    ChildEventWriter(JsonWriter json, Step.Audit audit, long auditId, String createdAt, boolean comments) {
        this.json = json;
        this.audit = audit;
        this.auditId = auditId;
        this.createdAt = createdAt;
        this.comments = comments;
    }

    void write(Child child, long id) {
        json.beginObject();
        json.name("id").value(id);
        if (comments && child instanceof Child.Comment comment) {
            writeWholeComment(comment, id);
        } else {
            boolean ofTrigger = child instanceof Child.OfTrigger;
            json.name("via").value(ofTrigger ? Via.RULE.label() : audit.via().label());
            writeReference(child instanceof Child.OfTrigger trigger ? trigger.ruleId() : audit.ruleId());
            writeRest(child, id);
        }
        json.endObject();
    }

    private void writeRest(Child child, long id) {
        if (child instanceof Child.FieldCreated created) {
            created.value().writeTo(json.name(created.field()));
            type("Create");
        } else if (child instanceof Child.FieldChanged changed) {
            changed.value().writeTo(json.name(changed.field()));
            type("Change");
            writePrevious(changed);
        } else if (child instanceof Child.CustomFieldCreated created) {
            writeCustomField(created.fieldId(), created.value());
            type("Create");
        } else if (child instanceof Child.CustomFieldChanged changed) {
            writeCustomField(changed.fieldId(), changed.value());
            type("Change");
            changed.previous().writeTo(json.name("previous_value"));
        } else if (child instanceof Child.TagsCreated created) {
            writeTags(created.tags(), created.tags(), List.of());
            type("Create");
        } else if (child instanceof Child.TagsChanged changed) {
            writeTags(changed.tags(), changed.added(), changed.removed());
            type("Change");
            writeArray("previous_value", changed.previous());
        } else if (child instanceof Child.Comment comment) {
            json.name("comment_present").value(true);
            json.name("comment_public").value(comment.isPublic());
            type("Comment");
        } else if (child instanceof Child.VoiceComment call) {
            writeCall(call, id);
        } else if (child instanceof Child.Notification notification) {
            json.name("subject").value(notification.subject());
            json.name("recipients")
                    .beginArray()
                    .value(notification.recipientId())
                    .endArray();
            type("Notification");
        } else if (child instanceof Child.OfTrigger trigger) {
            writeRest(trigger.child(), id);
        } else {
            new ToolEventWriter(json, auditId, createdAt).write(child);
        }
    }

    private void type(String eventType) {
        json.name("event_type").value(eventType);
    }

    private void writeReference(long ruleId) {
        json.name("via_reference_id");
        if (ruleId == 0) {
            json.nullValue();
        } else {
            json.value(ruleId);
        }
    }

    private void writeCall(Child.VoiceComment call, long id) {
        json.name("author_id").value(call.authorId());
        json.name("public").value(true);
        json.name("data").beginObject();
        json.name("from").value("+44207946" + (1_000 + id % 9_000));
        json.name("to").value("+442079460100");
        json.name("recording_url").nullValue();
        json.name("started_at").value(createdAt);
        json.name("call_duration").value(call.durationSec());
        json.endObject();
        json.name("transcription_visible").value(false);
        type("VoiceComment");
    }

    /** Writes the string "0" as the previous value of an unset priority or type, as Zendesk does. */
    private void writePrevious(Child.FieldChanged changed) {
        boolean list = changed.field().equals("priority") || changed.field().equals("type");
        Value previous = list && changed.previous().equals(Value.UNSET) ? Value.of("0") : changed.previous();
        previous.writeTo(json.name("previous_value"));
    }

    private void writeCustomField(long fieldId, Value value) {
        json.name("custom_ticket_fields").beginObject();
        value.writeTo(json.name(Long.toString(fieldId)));
        json.endObject();
    }

    private void writeTags(List<String> tags, List<String> added, List<String> removed) {
        writeArray("tags", tags);
        writeArray("added_tags", added);
        writeArray("removed_tags", removed);
    }

    private void writeArray(String name, List<String> texts) {
        json.name(name).beginArray();
        texts.forEach(json::value);
        json.endArray();
    }

    private void writeWholeComment(Child.Comment comment, long id) {
        String body = comment.phrase().text(comment.orderNumber());
        json.name("via").beginObject();
        json.name("channel").value(audit.via().channel());
        json.name("source").beginObject();
        json.name("from").beginObject().endObject();
        json.name("to").beginObject().endObject();
        json.name("rel").nullValue();
        json.endObject().endObject();
        writeReference(audit.ruleId());
        json.name("type").value("Comment");
        json.name("author_id").value(comment.authorId());
        json.name("body").value(body);
        json.name("html_body").value(html(body));
        json.name("plain_body").value(body);
        json.name("public").value(comment.isPublic());
        json.name("attachments").beginArray();
        if (comment.attachment()) {
            writeAttachment(id);
        }
        json.endArray();
        json.name("audit_id").value(auditId);
        json.name("created_at").value(createdAt);
        type("Comment");
    }

    private void writeAttachment(long commentId) {
        json.beginObject();
        json.name("id").value(commentId + 1);
        json.name("file_name").value("screenshot.png");
        json.name("content_url")
                .value("https://helpdesk.example.com/attachments/token/" + commentId + "/screenshot.png");
        json.name("content_type").value("image/png");
        json.name("size").value(10_000 + commentId % 900_000);
        json.name("inline").value(false);
        json.endObject();
    }

    private static String html(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n");
        return "<div class=\"zd-comment\" dir=\"auto\"><p dir=\"auto\">" + escaped + "</p></div>";
    }
}
