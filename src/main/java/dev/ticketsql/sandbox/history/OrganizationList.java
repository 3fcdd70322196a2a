package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;
import dev.ticketsql.sandbox.reference.RecordList;
import java.time.Instant;

/**
 * Organizations, computed when asked for.
 *
 * @param desk their number and ids
 * @param names names of companies
 * @param enteredSec when they were entered, epoch seconds
 */
record OrganizationList(HelpDesk desk, Names names, long enteredSec) implements RecordList {

    @Override
    public int size() {
        return desk.organizationCount();
    }

    @Override
    public long idAt(int position) {
        return HelpDesk.organizationId(position);
    }

    @Override
    public String jsonAt(int position) {
        long id = idAt(position);
        String entered = Instant.ofEpochSecond(enteredSec).toString();
        JsonWriter json = new JsonWriter(512).beginObject();
        json.name("id").value(id);
        json.name("url").value("https://helpdesk.example.com/api/v2/organizations/" + id + ".json");
        json.name("name").value(names.company(position));
        json.name("shared_tickets").value(false);
        json.name("shared_comments").value(false);
        json.name("external_id").nullValue();
        json.name("created_at").value(entered);
        json.name("updated_at").value(entered);
        json.name("domain_names").beginArray().endArray();
        json.name("details").nullValue();
        json.name("notes").nullValue();
        json.name("group_id").nullValue();
        json.name("tags").beginArray();
        if (HelpDesk.isPremium(position)) {
            json.value("premium");
        }
        json.endArray();
        json.name("organization_fields").beginObject().endObject();
        return json.endObject().toString();
    }
}
