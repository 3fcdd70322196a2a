package dev.ticketsql.api.page;

import dev.ticketsql.event.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses a page of a list of objects, with its keys in any order. No URL of the answer is followed: of its links, only
 * whether there is one is read.
 */
public final class ReferencePageParser {

    /** A hundred macros with long texts have some megabytes. */
    private static final long MAX_BYTES = 64L << 20;

    /** A list that comes whole, such as schedules, has far fewer. */
    private static final int MAX_OBJECTS = 100_000;

    /** Cursors of the API have less than a hundred. */
    private static final int MAX_CURSOR_CHARS = 2_000;

    private final String key;
    private final Cancellation cancellation;
    private final List<Map<String, String>> objects = new ArrayList<>();
    private boolean hasList;
    private boolean hasMore;
    private @Nullable String cursor;
    private boolean hasNextPage;

    /** Creates a parser for one page, whose list has {@code key}. */
    public ReferencePageParser(String key, Cancellation cancellation) {
        this.key = key;
        this.cancellation = cancellation;
    }

    /**
     * Parses the page.
     *
     * @throws OversizedAnswerException if it is beyond what is read
     * @throws MalformedPageException if it has no such list
     * @throws IOException if reading failed
     */
    public ReferencePage read(InputStream body) throws IOException {
        BoundedStream bounded =
                new BoundedStream(body, MAX_BYTES, "Check that subdomain or baseUrl is the API's, and tell Zendesk");
        try (JsonReader json = new JsonReader(bounded)) {
            json.readWhole(name -> readField(name, json));
        }
        if (!hasList) {
            throw new MalformedPageException("$ has no " + key);
        }
        if (hasMore && cursor == null) {
            throw new MalformedPageException("$.meta says that there is more, but not where");
        }
        return new ReferencePage(objects, hasMore ? Optional.ofNullable(cursor) : Optional.empty(), hasNextPage);
    }

    private void readField(String name, JsonReader json) throws IOException {
        if (name.equals(key)) {
            hasList = true;
            json.readArray(() -> objects.add(object(json)));
        } else if (name.equals("meta") && json.isObject()) {
            json.readObject(meta -> readMeta(meta, json));
        } else {
            hasNextPage |= name.equals("next_page") && json.isString();
            json.skip();
        }
    }

    private void readMeta(String name, JsonReader json) throws IOException {
        String text = json.readText();
        switch (name) {
            case "has_more" -> hasMore = "true".equals(text);
            case "after_cursor" -> cursor = text;
            default -> {}
        }
        if (cursor != null && cursor.length() > MAX_CURSOR_CHARS) {
            throw new MalformedPageException("$.meta.after_cursor has " + cursor.length() + " characters");
        }
    }

    private Map<String, String> object(JsonReader json) throws IOException {
        cancellation.check();
        if (objects.size() == MAX_OBJECTS) {
            throw new MalformedPageException("$." + key + " has more than " + MAX_OBJECTS + " objects");
        }
        Map<String, String> values = new HashMap<>();
        json.readObject(name -> {
            String text = json.readText();
            if (text != null) {
                values.put(name, text);
            }
        });
        return values;
    }
}
