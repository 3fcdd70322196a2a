package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes of a healthy page, as faults; an answer that is no page stays as it is. */
final class Alteration {

    private static final JsonMapper JSON = new JsonMapper();

    private Alteration() {}

    static Fault of(UnaryOperator<HttpResponse> effect) {
        return new Fault(healthy -> healthy.status() == 200 ? effect.apply(healthy) : healthy, 1, received -> true);
    }

    /** Changes the page's JSON. */
    static Fault ofPage(Consumer<ObjectNode> change) {
        return ofText(page -> {
            JsonNode read = JSON.readTree(page);
            if (read instanceof ObjectNode object) {
                change.accept(object);
            }
            return JSON.writeValueAsBytes(read);
        });
    }

    /** Changes the page's events. */
    static Fault ofEvents(Consumer<ArrayNode> change) {
        return ofPage(page -> {
            if (page.path("ticket_events") instanceof ArrayNode events && !events.isEmpty()) {
                change.accept(events);
            }
        });
    }

    /** A change of bytes that may fail. */
    @FunctionalInterface
    interface Change {
        byte[] of(byte[] page) throws IOException;
    }

    /** Changes the page's bytes. */
    static Fault ofText(Change change) {
        return of(healthy -> withBody(healthy, change));
    }

    static HttpResponse withBody(HttpResponse healthy, Change change) {
        try {
            byte[] bytes = change.of(body(healthy));
            return healthy.with((HttpResponse.Body) out -> out.write(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body's bytes, before compression. */
    static byte[] body(HttpResponse response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            response.body().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
