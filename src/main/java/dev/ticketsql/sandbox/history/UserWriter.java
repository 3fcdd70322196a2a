package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;
import java.time.Instant;
import java.util.OptionalLong;

/** Writes people as the API's users. Immutable. */
final class UserWriter {

    /** Longest time before the history at which a person was entered. */
    private static final int MAX_AGE_SEC = 3 * 365 * 86_400;

    private final HelpDesk desk;
    private final Names names;
    private final HistoryPlan plan;

    UserWriter(HelpDesk desk, Names names, HistoryPlan plan) {
        this.desk = desk;
        this.names = names;
        this.plan = plan;
    }

    /** Whether a person was deleted. */
    enum Removal {
        /** Still there. */
        NONE,
        /** Deleted: inactive, with all that was known. */
        DELETED,
        /** Deleted for good: nothing personal is left. */
        PERMANENT
    }

    /** A member of the staff, numbered from 0. */
    String staff(Person person, int number, String role, long groupId) {
        PersonName name = names.colleague(person.place().language(), number, desk.nameRandom(0));
        return staff(person, role, groupId, name.whole(), name.latin() + "@helpdesk.example.com");
    }

    /** A member of the staff, or an account of a machine. */
    String staff(Person person, String role, long groupId, String name, String email) {
        Identity identity = new Identity(name, email, role, OptionalLong.of(groupId), false);
        return user(person, identity, Removal.NONE);
    }

    /** A requester, numbered from 0. */
    String requester(Person person, int number, boolean suspended, Removal removal) {
        PersonName name = names.person(person.place().language(), desk.nameRandom(person.id()));
        // Numbered, since an address belongs to one person.
        String email = name.latin() + (number + 1) + "@"
                + (person.organizationId().isPresent() ? "customer.example.org" : "mail.example.com");
        Identity identity = new Identity(name.whole(), email, "end-user", OptionalLong.empty(), suspended);
        return user(person, identity, removal);
    }

    private record Identity(String name, String email, String role, OptionalLong groupId, boolean suspended) {}

    private String user(Person person, Identity identity, Removal removal) {
        SeededRandom random = desk.nameRandom(-person.id());
        long createdSec = plan.startSec() - random.below(MAX_AGE_SEC);
        long updatedSec =
                createdSec + random.below(Math.toIntExact(Math.min(Integer.MAX_VALUE, plan.endSec() - createdSec)));
        boolean erased = removal == Removal.PERMANENT;
        JsonWriter json = new JsonWriter(512).beginObject();
        json.name("id").value(person.id());
        json.name("url").value("https://helpdesk.example.com/api/v2/users/" + person.id() + ".json");
        json.name("name").value(erased ? "Permanently Deleted User" : identity.name());
        text(json.name("email"), erased, identity.email());
        json.name("created_at").value(Instant.ofEpochSecond(createdSec).toString());
        json.name("updated_at").value(Instant.ofEpochSecond(updatedSec).toString());
        text(json.name("time_zone"), erased, person.place().timeZone());
        text(json.name("iana_time_zone"), erased, person.place().ianaTimeZone());
        json.name("phone").nullValue();
        json.name("photo").nullValue();
        text(json.name("locale"), erased, person.place().language());
        number(json.name("organization_id"), erased ? OptionalLong.empty() : person.organizationId());
        json.name("role").value(identity.role());
        json.name("verified").value(!erased);
        json.name("external_id").nullValue();
        json.name("tags").beginArray().endArray();
        json.name("alias").nullValue();
        json.name("active").value(removal == Removal.NONE);
        json.name("shared").value(false);
        json.name("last_login_at").nullValue();
        json.name("details").nullValue();
        json.name("notes").nullValue();
        json.name("suspended").value(identity.suspended());
        number(json.name("default_group_id"), identity.groupId());
        json.name("user_fields").beginObject().endObject();
        return json.endObject().toString();
    }

    private static void text(JsonWriter json, boolean erased, String text) {
        if (erased) {
            json.nullValue();
        } else {
            json.value(text);
        }
    }

    private static void number(JsonWriter json, OptionalLong number) {
        if (number.isPresent()) {
            json.value(number.getAsLong());
        } else {
            json.nullValue();
        }
    }
}
