package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;
import java.time.Instant;

/** Writes an audit as JSON, its keys in the order of the recordings of real accounts. */
final class AuditWriter {

    private final boolean comments;

    /** Creates a writer, with the text of comments or without. */
    AuditWriter(boolean comments) {
        this.comments = comments;
    }

    void write(Step.Audit audit, long id, long ticketId, JsonWriter json) {
        String createdAt = Instant.ofEpochSecond(audit.instantSec()).toString();
        ChildEventWriter children = new ChildEventWriter(json, audit, id, createdAt, comments);
        json.beginObject();
        json.name("child_events").beginArray();
        for (int index = 0; index < audit.children().size(); index++) {
            children.write(audit.children().get(index), EventIds.child(id, index));
        }
        json.endArray();
        json.name("id").value(id);
        json.name("ticket_id").value(ticketId);
        json.name("timestamp").value(audit.instantSec());
        json.name("created_at").value(createdAt);
        json.name("updater_id").value(audit.updaterId());
        json.name("via").value(audit.via().label());
        writeSystem(audit, json);
        writeMetadata(audit, id, json);
        json.name("event_type").value("Audit");
        json.endObject();
    }

    private static void writeSystem(Step.Audit audit, JsonWriter json) {
        json.name("system").beginObject();
        if (audit.origin().isPresent()) {
            Person origin = audit.origin().get();
            json.name("client").value(origin.client());
            json.name("location").value(origin.place().location());
            json.name("latitude").value(origin.place().latitude());
            json.name("longitude").value(origin.place().longitude());
        } else {
            json.name("client").nullValue();
            json.name("location").nullValue();
            json.name("latitude").nullValue();
            json.name("longitude").nullValue();
        }
        json.endObject();
    }

    private static void writeMetadata(Step.Audit audit, long id, JsonWriter json) {
        if (audit.via() == Via.EMAIL) {
            json.name("metadata").beginObject();
            json.name("system").beginObject();
            json.name("message_id").value("<" + Long.toString(id, Character.MAX_RADIX) + "@mail.example.com>");
            json.name("eml_redacted").value(false);
            json.endObject();
            json.name("custom").beginObject().endObject();
            json.endObject();
        }
    }
}
