package dev.ticketsql.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ticketsql.event.ChildEvent;
import dev.ticketsql.event.ChildRows;
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
                    new FieldChange(7L, kind, field, value, null, null, null, "Mail", 0, null));
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
                new FieldChange(7L, "Change", "priority", "high", previous, null, null, null, 0, null));
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
                        "Rule",
                        0,
                        null));
    }

    @Test
    void everyCustomFieldOfAChildIsARowWithoutAPreviousValue() throws Exception {
        assertChanges(
                """
                {"id":7,"custom_ticket_fields":{"360":"a","361":true},"event_type":"Change","previous_value":"b"}""",
                new FieldChange(7L, "Change", "custom_ticket_fields.360", "a", null, null, null, null, 0, null),
                new FieldChange(7L, "Change", "custom_ticket_fields.361", "true", null, null, null, null, 0, null));
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
                        "{\"channel\":\"api\",\"source\":{\"rel\":null}}",
                        0,
                        null));
    }

    @Test
    void theOldestSampleNamesNoKindAndNoId() throws Exception {
        assertChanges(
                "{\"via\":\"Email\",\"via_reference_id\":2,\"status\":\"solved\"}",
                new FieldChange(null, null, "status", "solved", null, null, null, "Email", 0, "2"));
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
                new FieldChange(id, "Create", "status", "open", null, null, null, null, 0, null));
        assertEquals(
                List.of(new TicketComment(
                        id,
                        id,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "Comment",
                        id != null || json.equals("null") ? null : "{\"id\":" + json + ",\"author_id\":" + json + "}",
                        0,
                        null)),
                read("{\"id\":" + json + ",\"author_id\":" + json + ",\"event_type\":\"Comment\"}")
                        .comments());
    }

    /** An undocumented kind has no row there, as has a value that is no child. */
    @ParameterizedTest
    @ValueSource(
            strings = {
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
                List.of(withoutText(1, true, 0), withoutText(2, false, 1)),
                read("""
                        {"id":1,"via":"Mail","comment_present":true,"comment_public":true,"event_type":"Comment"},
                        {"id":2,"via":"Mail","comment_present":true,"comment_public":false,"event_type":"Comment"}""").comments());
    }

    private static TicketComment withoutText(long id, boolean isPublic, long position) {
        return new TicketComment(
                id,
                null,
                isPublic,
                null,
                null,
                null,
                "Mail",
                null,
                null,
                "Comment",
                "{\"comment_present\":true}",
                position,
                null);
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
                        Instant.parse("2009-06-25T10:15:18Z").getEpochSecond(),
                        "Comment",
                        "{\"audit_id\":91048994468}",
                        0,
                        null)),
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
                List.of(new TicketComment(
                        1L,
                        null,
                        null,
                        "text",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "Comment",
                        "{\"author_id\":\"nobody\",\"public\":\"perhaps\",\"created_at\":\"yesterday\"}",
                        0,
                        null)),
                read("""
                        {"id":1,"author_id":"nobody","public":"perhaps","body":"text","created_at":"yesterday",
                         "event_type":"Comment"}""").comments());
    }

    /** A TIMESTAMP of the mirror's files could not hold it. */
    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void anInstantWithoutAYearOfFourDigitsIsKeptAsItCame(String instant) throws Exception {
        TicketComment comment = read("{\"created_at\":\"" + instant + "\",\"event_type\":\"Comment\"}")
                .comments()
                .get(0);
        assertNull(comment.createdSec());
        assertEquals("{\"created_at\":\"" + instant + "\"}", comment.attributes());
    }

    @Test
    void aCallIsACommentWithWhatIsKnownOfIt() throws Exception {
        assertEquals(
                List.of(new TicketComment(
                        7L,
                        5L,
                        false,
                        "Call from: +1 (555) 0100",
                        null,
                        null,
                        "Phone",
                        null,
                        null,
                        "VoiceComment",
                        "{\"data\":{\"call_duration\":9,\"started_at\":\"2026-01-01T00:00:00Z\"},"
                                + "\"formatted_from\":\"+1 (555) 0100\"}",
                        0,
                        "34")),
                read("""
                        {"id":7,"via":"Phone","via_reference_id":34,"type":"VoiceComment","author_id":5,"public":false,
                         "data":{"call_duration":9,"started_at":"2026-01-01T00:00:00Z"},"body":"Call from: +1 (555) 0100",
                         "formatted_from":"+1 (555) 0100","event_type":"VoiceComment"}""").comments());
    }

    @Test
    void aTypeThatIsAnotherThanTheKindIsKeptBesideIt() throws Exception {
        TicketComment comment = read("{\"id\":7,\"type\":\"FacebookComment\",\"event_type\":\"Comment\"}")
                .comments()
                .get(0);
        assertEquals("FacebookComment", comment.type());
        assertEquals("{\"event_type\":\"Comment\"}", comment.attributes());
    }

    /** Position, id, kind, via, reference, author, public, and what no column has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            {"id":7,"via":"Rule","via_reference_id":34,"macro_id":3,"event_type":"AgentMacroReference"}                | 7 | AgentMacroReference | Rule | 34 | NULL | NULL | {"macro_id":3}
            {"id":7,"via":{"channel":"rule"},"via_reference_id":"a1","event_type":"Cc","recipients":[1,2.50]}          | 7 | Cc | {"channel":"rule"} | a1 | NULL | NULL | {"recipients":[1,2.50]}
            {"id":7,"event_type":"CommentPrivacyChange","comment_id":5,"public":false}                                | 7 | CommentPrivacyChange | NULL | NULL | NULL | false | {"comment_id":5}
            {"id":7,"event_type":"Comment","comment_present":true,"comment_public":true}                              | 7 | Comment | NULL | NULL | NULL | true | {"comment_present":true}
            {"id":7,"event_type":"Comment","public":true,"comment_public":false,"author_id":"9","body":"hi \\"you\\""} | 7 | Comment | NULL | NULL | 9 | true | {"comment_public":false,"body":"hi \\"you\\""}
            {"id":7,"event_type":"Create","priority":null}                                                            | 7 | Create | NULL | NULL | NULL | NULL | {"priority":null}
            {"id":7,"event_type":"Change","is_public":true,"previous_value":false}                                    | 7 | Change | NULL | NULL | NULL | NULL | {"is_public":true,"previous_value":false}
            {"id":"x","event_type":{"a":1},"author_id":1.5,"public":"perhaps","via":null}                              | NULL | {"a":1} | NULL | NULL | NULL | NULL | {"id":"x","author_id":1.5,"public":"perhaps"}
            {"id":1,"id":2,"subject":"a","subject":"b"}                                                                | 2 | NULL | NULL | NULL | NULL | NULL | {"subject":"b"}
            {"event_type":"Nobody knows it"}                                                                          | NULL | Nobody knows it | NULL | NULL | NULL | NULL | NULL
            {}                                                                                                        | NULL | NULL | NULL | NULL | NULL | NULL | NULL
            "text"                                                                                                    | NULL | NULL | NULL | NULL | NULL | NULL | "text"
            1e5                                                                                                       | NULL | NULL | NULL | NULL | NULL | NULL | 1e5
            null                                                                                                      | NULL | NULL | NULL | NULL | NULL | NULL | null
            [{"id":7}]                                                                                                | NULL | NULL | NULL | NULL | NULL | NULL | [{"id":7}]
            """)
    void everyChildHasARowWhateverItIs(
            String json,
            @Nullable Long id,
            @Nullable String kind,
            @Nullable String via,
            @Nullable String viaReferenceId,
            @Nullable Long author,
            @Nullable Boolean isPublic,
            @Nullable String attributes)
            throws Exception {
        assertEquals(
                List.of(
                        new ChildEvent(0, null, null, null, null, null, null, "0"),
                        new ChildEvent(1, id, kind, via, viaReferenceId, author, isPublic, attributes)),
                read("0," + json).all());
    }

    private static void assertChanges(String child, FieldChange... expected) throws IOException {
        assertEquals(List.of(expected), read(child).fieldChanges());
    }

    private static ChildRows read(String children) throws IOException {
        return ChildEvents.of("[" + children + "]");
    }
}
