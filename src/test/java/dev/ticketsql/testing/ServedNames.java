package dev.ticketsql.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lists of names that a server has, read page by page, past all of our own code. */
public final class ServedNames {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> PATHS =
            Map.of("sla_policies", "slas/policies", "schedules", "business_hours/schedules");

    private ServedNames() {}

    /** A desk with these lists of the server at {@code baseUrl}, people who are no staff among them. */
    public static ReferenceDesk of(URI baseUrl, String... lists) throws IOException {
        ReferenceDesk desk = new ReferenceDesk();
        for (String list : lists) {
            URI next = baseUrl.resolve("/api/v2/" + PATHS.getOrDefault(list, list) + "?page%5Bsize%5D=100");
            while (next != null) {
                JsonNode page = page(next);
                page.path(list)
                        .forEach(object -> desk.put(list, object.path("id").asLong(), values(object)));
                next = page.path("meta").path("has_more").asBoolean()
                        ? URI.create(page.path("links")
                                .path("next")
                                .asText()
                                .replace("[", "%5B")
                                .replace("]", "%5D"))
                        : null;
            }
        }
        return desk;
    }

    private static JsonNode page(URI address) throws IOException {
        try (InputStream body = address.toURL().openStream()) {
            return JSON.readTree(body);
        }
    }

    private static String[] values(JsonNode object) {
        List<String> values = new ArrayList<>();
        object.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> values.addAll(List.of(
                        member.getKey(),
                        member.getValue().isTextual()
                                ? member.getValue().asText()
                                : member.getValue().toString())));
        return values.toArray(String[]::new);
    }
}
