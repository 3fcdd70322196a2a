package dev.ticketsql.sandbox.http;

/** Maps requests to responses. Called from many threads at once. */
@FunctionalInterface
public interface HttpHandler {

    /** The response to {@code request}. */
    HttpResponse handle(HttpRequest request);
}
