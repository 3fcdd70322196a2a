package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;
import java.time.Instant;

/** Writes a ticket metric event as JSON, its keys in the order of Zendesk's documentation. */
final class MetricEventWriter {

    private MetricEventWriter() {}

    static void write(Step.MetricEvent event, long id, long ticketId, JsonWriter json) {
        json.beginObject();
        json.name("id").value(id);
        json.name("instance_id").value(event.instance());
        json.name("metric").value(event.metric().key());
        json.name("ticket_id").value(ticketId);
        json.name("time").value(Instant.ofEpochSecond(event.instantSec()).toString());
        json.name("type").value(event.type());
        if (event.detail() instanceof Step.Detail.Target target) {
            json.name(target.group() ? "group_sla" : "sla").beginObject();
            json.name("target").value(target.minutes());
            json.name("business_hours").value(target.policy().businessHours());
            json.name("policy").beginObject();
            json.name("id").value(target.policy().id());
            json.name("title").value(target.policy().title());
            json.name("description").nullValue();
            json.endObject().endObject();
        } else if (event.detail() instanceof Step.Detail.Elapsed elapsed) {
            json.name("status").beginObject();
            json.name("calendar").value(elapsed.calendarMinutes());
            json.name("business").value(elapsed.businessMinutes());
            json.endObject();
        } else if (event.detail() instanceof Step.Detail.Breach breach) {
            json.name("deleted").value(breach.deleted());
        }
        json.endObject();
    }
}
