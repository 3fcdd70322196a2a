package dev.ticketsql.sandbox.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Comments of a history, with and without {@code include=comment_events}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommentTest {

    private final List<JsonNode> without;
    private final List<JsonNode> with;

    CommentTest() throws IOException {
        History history = History.of(Histories.audits(1, 10_000));
        without = Histories.events(history, false);
        with = Histories.events(history, true);
    }

    @Test
    void includingCommentsChangesTheCommentChildrenAndNothingElse() {
        int comments = 0;
        for (int row = 0; row < with.size(); row++) {
            JsonNode included = with.get(row);
            JsonNode plain = without.get(row);
            for (int index = 0; index < plain.path("child_events").size(); index++) {
                JsonNode child = plain.path("child_events").path(index);
                JsonNode sideloaded = included.path("child_events").path(index);
                if (child.path("event_type").asText().equals("Comment")) {
                    assertEquals(
                            List.of("id", "via", "via_reference_id", "comment_present", "comment_public", "event_type"),
                            keys(child));
                    assertEquals(child.path("id"), sideloaded.path("id"));
                    assertEquals(child.path("comment_public"), sideloaded.path("public"));
                    comments++;
                } else {
                    assertEquals(child, sideloaded);
                }
            }
            assertEquals(withoutChildren(plain), withoutChildren(included));
        }
        assertTrue(comments > 2_000, comments + " comments");
    }

    @Test
    void anIncludedCommentIsWhole() {
        int attachments = 0;
        for (JsonNode audit : with) {
            for (JsonNode child : audit.path("child_events")) {
                if (child.has("author_id") && child.path("event_type").asText().equals("Comment")) {
                    assertEquals(
                            List.of(
                                    "id",
                                    "via",
                                    "via_reference_id",
                                    "type",
                                    "author_id",
                                    "body",
                                    "html_body",
                                    "plain_body",
                                    "public",
                                    "attachments",
                                    "audit_id",
                                    "created_at",
                                    "event_type"),
                            keys(child));
                    assertTrue(child.path("via").path("channel").isTextual(), child.toString());
                    assertEquals(audit.path("id"), child.path("audit_id"));
                    assertEquals(audit.path("created_at"), child.path("created_at"));
                    assertTrue(child.path("body").asText().length() > 5, child.toString());
                    assertTrue(child.path("html_body").asText().startsWith("<div class=\"zd-comment\""));
                    attachments += child.path("attachments").size();
                }
            }
        }
        assertTrue(attachments > 50, attachments + " attachments");
    }

    @Test
    void peopleWriteInSeveralScriptsAndBeyondTheBasicPlane() {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        boolean beyond = false;
        for (JsonNode audit : with) {
            String text = audit.path("child_events").toString();
            text.codePoints().forEach(point -> scripts.add(UnicodeScript.of(point)));
            beyond |= text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
        }
        assertTrue(
                scripts.containsAll(Set.of(
                        UnicodeScript.LATIN,
                        UnicodeScript.HAN,
                        UnicodeScript.HIRAGANA,
                        UnicodeScript.HANGUL,
                        UnicodeScript.ARABIC,
                        UnicodeScript.HEBREW,
                        UnicodeScript.CYRILLIC,
                        UnicodeScript.DEVANAGARI)),
                scripts.toString());
        assertTrue(beyond, "no character beyond U+FFFF");
    }

    @Test
    void notesAreNotPublicAndRepliesAre() {
        long notes = comments().stream()
                .filter(child -> !child.path("public").asBoolean())
                .count();
        assertTrue(notes > 50, notes + " notes");
        assertTrue(comments().size() > 5 * notes, notes + " notes");
    }

    private List<JsonNode> comments() {
        List<JsonNode> comments = new ArrayList<>();
        with.forEach(audit -> audit.path("child_events").forEach(child -> {
            if (child.has("body")) {
                comments.add(child);
            }
        }));
        return comments;
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode withoutChildren(JsonNode audit) {
        ObjectNode rest = audit.deepCopy();
        rest.remove("child_events");
        return rest;
    }
}
