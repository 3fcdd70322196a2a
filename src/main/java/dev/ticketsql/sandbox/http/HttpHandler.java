package dev.ticketsql.sandbox.http;

/** Answers requests. Called from many threads at once. */
@FunctionalInterface
public interface HttpHandler {

    /** The answer to {@code request}. */
    HttpAnswer handle(HttpRequest request);
}
