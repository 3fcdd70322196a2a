package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.history.EventRows;
import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The JSON of a page, rendered while it is sent. The keys come in the order of the recordings.
 *
 * @param rows source of the events
 * @param page rows of the page and values of its envelope
 * @param comments true to include the text of comments
 * @param nextPage URL of the next page; unused on an empty page
 */
record PageBody(EventRows rows, PageBounds page, boolean comments, String nextPage) implements HttpResponse.Body {

    /** Size of a piece of the body: the client reads one while the next is rendered. */
    private static final int PIECE_BYTES = 64 * 1024;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        EventRows.Renderer renderer = rows.renderer(comments);
        JsonWriter json = new JsonWriter(PIECE_BYTES + PIECE_BYTES / 4);
        json.beginObject().name("ticket_events").beginArray();
        for (int row = page.fromRow(); row < page.toRow(); row++) {
            renderer.write(row, json);
            if (json.length() >= PIECE_BYTES) {
                json.drainTo(out);
            }
        }
        json.endArray();
        json.name("count").value(page.count());
        json.name("end_of_stream").value(page.endOfStream());
        if (page.endSec().isPresent()) {
            json.name("next_page").value(nextPage);
            json.name("end_time").value(page.endSec().getAsLong());
        } else {
            json.name("next_page").nullValue();
            json.name("end_time").nullValue();
        }
        json.endObject().drainTo(out);
    }
}
