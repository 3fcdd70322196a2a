package dev.ticketsql.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.TicketComment;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Field changes and comments of child events, with every oddity of the API, and children that are skipped. */
@Tag("time-zones")
final class ChildEventsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            "status":"open"                           | status                     | open
            "type":"incident"                         | type                       | incident
            "subject":"Größe 🦆 \\"x\\" שלום"         | subject                    | Größe 🦆 "x" שלום
            "subject":""                              | subject                    | ``
            "priority":null                           | priority                   | NULL
            "assignee_id":374673563333                | assignee_id                | 374673563333
            "organization_id":"360857467053"          | organization_id            | 360857467053
            "is_public":false                         | is_public                  | false
            "satisfaction_score":4.50                 | satisfaction_score         | 4.50
            "sla_policy":{"id":1,"title":"Gold"}      | sla_policy                 | {"id":1,"title":"Gold"}
            "collaborator_ids":[1, 2]                 | collaborator_ids           | [1,2]
            "custom_ticket_fields":{"360":"blue"}     | custom_ticket_fields.360   | blue
            "custom_ticket_fields":{"360":["a","b"]}  | custom_ticket_fields.360   | ["a","b"]
            "custom_ticket_fields":{"360":null}       | custom_ticket_fields.360   | NULL
            "custom_ticket_fields":null               | custom_ticket_fields       | NULL
            "a_field_of_2031":{"x":1e5}               | a_field_of_2031            | {"x":1e5}
            """)
    void aFieldsValueIsTextAsTheJsonHasIt(String key, String field, @Nullable String value) throws Exception {
        for (String kind : List.of("Create", "Change")) {
            assertChanges(
                    "{\"id\":7,\"via\":\"Mail\",\"via_reference_id\":null," + key + ",\"event_type\":\"" + kind + "\"}",
                    new FieldChange(7L, kind, field, value, null, null, null, "Mail"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            "0"         | 0
            null        | NULL
            "new"       | new
            12          | 12
            ["a"]       | ["a"]
            {"a":"b"}   | {"a":"b"}
            """)
    void aPreviousValueIsTextAsTheJsonHasIt(String json, @Nullable String previous) throws Exception {
        assertChanges(
                "{\"previous_value\":" + json + ",\"event_type\":\"Change\",\"priority\":\"high\",\"id\":7}",
                new FieldChange(7L, "Change", "priority", "high", previous, null, null, null));
    }

    @Test
    void tagsHaveTheAddedAndTheRemovedOnes() throws Exception {
        assertChanges(
                """
                {"id":7,"via":"Rule","tags":["vip","late"],"added_tags":["late"],"removed_tags":["new"],
                 "event_type":"Change","previous_value":["vip","new"]}""",
                new FieldChange(
                        7L,
                        "Change",
                        "tags",
                        "[\"vip\",\"late\"]",
                        "[\"vip\",\"new\"]",
                        "[\"late\"]",
                        "[\"new\"]",
                        "Rule"));
    }

    @Test
    void everyCustomFieldOfAChildIsARowWithoutAPreviousValue() throws Exception {
        assertChanges(
                """
                {"id":7,"custom_ticket_fields":{"360":"a","361":true},"event_type":"Change","previous_value":"b"}""",
                new FieldChange(7L, "Change", "custom_ticket_fields.360", "a", null, null, null, null),
                new FieldChange(7L, "Change", "custom_ticket_fields.361", "true", null, null, null, null));
    }

    @Test
    void theViaIsTextOrAnObject() throws Exception {
        assertChanges(
                "{\"id\":7,\"via\":{\"channel\":\"api\",\"source\":{\"rel\":null}},\"status\":\"open\","
                        + "\"event_type\":\"Create\"}",
                new FieldChange(
                        7L,
                        "Create",
                        "status",
                        "open",
                        null,
                        null,
                        null,
                        "{\"channel\":\"api\",\"source\":{\"rel\":null}}"));
    }

    @Test
    void theOldestSampleNamesNoKindAndNoId() throws Exception {
        assertChanges(
                "{\"via\":\"Email\",\"via_reference_id\":2,\"status\":\"solved\"}",
                new FieldChange(null, null, "status", "solved", null, null, null, "Email"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
            7                     | 7
            "7"                   | 7
            -1                    | -1
            9007199254740993      | 9007199254740993
            "seven"               | NULL
            7.5                   | NULL
            9223372036854775808   | NULL
            null                  | NULL
            {}                    | NULL
            """)
    void anIdIsAnIntegerOrNothing(String json, @Nullable Long id) throws Exception {
        assertChanges(
                "{\"id\":" + json + ",\"status\":\"open\",\"event_type\":\"Create\"}",
                new FieldChange(id, "Create", "status", "open", null, null, null, null));
        assertEquals(
                List.of(new TicketComment(id, id, null, null, null, null, null, null, null)),
                read("{\"id\":" + json + ",\"author_id\":" + json + ",\"event_type\":\"Comment\"}")
                        .comments());
    }

    /** An undocumented kind is skipped, as is a value that is no child. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":7,\"event_type\":\"VoiceComment\",\"author_id\":5,\"data\":{\"call_duration\":9}}",
                "{\"id\":7,\"event_type\":\"Notification\",\"subject\":\"no field\",\"recipients\":[1]}",
                "{\"id\":7,\"event_type\":{\"a\":1},\"status\":\"open\"}",
                "{\"id\":7,\"event_type\":\"Create\"}",
                "{}",
                "[{\"status\":\"open\"}]",
                "\"status\"",
                "7",
                "null"
            })
    void whatIsNeitherAFieldNorACommentIsNoRow(String child) throws Exception {
        assertChanges(child);
        assertEquals(List.of(), read(child).comments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"0\":{\"status\":\"open\"}}", "\"text\"", "7", "true"})
    void childEventsThatAreNoArrayGiveNothing(String childEvents) throws Exception {
        assertEquals(List.of(), ChildEvents.of(childEvents).fieldChanges());
        assertEquals(List.of(), ChildEvents.of(childEvents).comments());
    }

    @Test
    void withoutTheSideloadACommentIsOnlyPublicOrNot() throws Exception {
        assertEquals(
                List.of(
                        new TicketComment(1L, null, true, null, null, null, "Mail", null, null),
                        new TicketComment(2L, null, false, null, null, null, "Mail", null, null)),
                read("""
                        {"id":1,"via":"Mail","comment_present":true,"comment_public":true,"event_type":"Comment"},
                        {"id":2,"via":"Mail","comment_present":true,"comment_public":false,"event_type":"Comment"}""").comments());
    }

    @Test
    void withTheSideloadACommentIsThereWhole() throws Exception {
        assertEquals(
                List.of(new TicketComment(
                        91_048_994_488L,
                        5_031_726_587L,
                        true,
                        "This is a comment",
                        "<div class=\"zd-comment\"><p dir=\"auto\">This is a comment</p>",
                        "This is a comment",
                        "{\"channel\":\"api\",\"source\":{\"from\":{},\"to\":{},\"rel\":null}}",
                        "[{\"id\":5}]",
                        Instant.parse("2009-06-25T10:15:18Z").getEpochSecond())),
                read("""
                        {"id":91048994488,"via":{"channel":"api","source":{"from":{},"to":{},"rel":null}},
                         "via_reference_id":null,"type":"Comment","author_id":5031726587,"body":"This is a comment",
                         "html_body":"<div class=\\"zd-comment\\"><p dir=\\"auto\\">This is a comment</p>",
                         "plain_body":"This is a comment","public":true,"attachments":[{"id":5}],
                         "audit_id":91048994468,"created_at":"2009-06-25T10:15:18Z","event_type":"Comment"}""").comments());
    }

    @Test
    void aValueOfAWrongTypeInACommentIsNull() throws Exception {
        assertEquals(
                List.of(new TicketComment(1L, null, null, "text", null, null, null, null, null)),
                read("""
                        {"id":1,"author_id":"nobody","public":"perhaps","body":"text","created_at":"yesterday",
                         "event_type":"Comment"}""").comments());
    }

    private static void assertChanges(String child, FieldChange... expected) throws IOException {
        assertEquals(List.of(expected), read(child).fieldChanges());
    }

    private static ChildEvents read(String children) throws IOException {
        return ChildEvents.of("[" + children + "]");
    }
}
