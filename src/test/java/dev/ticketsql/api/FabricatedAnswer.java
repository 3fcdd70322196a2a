package dev.ticketsql.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * An answer that comes without a network.
 *
 * @param status of HTTP
 * @param phrase beside the status
 * @param headers lines of name and value
 * @param body its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Compared with no other.
record FabricatedAnswer(int status, String phrase, List<String> headers, byte[] body) {

    private static final OkHttpClient HTTP = new HttpClients().ofApi(HttpUrl.get("http://127.0.0.1"));

    static final HttpUrl URL = HttpUrl.get("http://127.0.0.1/");

    /** Reads status and phrase, header lines, an empty line and a body, as HTTP has them; what is missing is good. */
    static FabricatedAnswer of(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String[] head = text.substring(0, end < 0 ? text.length() : end).split("\n", -1);
        String status = head[0].length() < 3 ? "" : head[0].substring(0, 3);
        return new FabricatedAnswer(
                status.matches("[1-5]\\d\\d") ? Integer.parseInt(status) : 200,
                head[0].substring(status.length()),
                Arrays.asList(head).subList(Math.min(1, head.length), head.length),
                end < 0 ? new byte[0] : Arrays.copyOfRange(input, end + 2, input.length));
    }

    Request request() {
        return new Request.Builder().url(URL).build();
    }

    /** An exchange whose every request gets this answer. */
    HttpExchange exchange(Instant now) {
        OkHttpClient http = HTTP.newBuilder()
                .addInterceptor(chain -> response(chain.request()))
                .build();
        return new HttpExchange(http, new MeasuredSockets(), () -> now, Sleeper.real(), new Secrets());
    }

    private Response response(Request request) {
        Headers.Builder builder = new Headers.Builder();
        for (String line : headers) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                try {
                    builder.addUnsafeNonAscii(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                } catch (IllegalArgumentException e) {
                    // OkHttp refuses the name, and the answer is one without it.
                }
            }
        }
        Headers all = builder.build();
        String type = all.get("Content-Type");
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message(phrase)
                .headers(all)
                .body(ResponseBody.create(body, type == null ? null : MediaType.parse(type)))
                .build();
    }
}
