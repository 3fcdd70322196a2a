package dev.ticketsql.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a client must not show, and the way to take it out of a text: there are servers and proxies that repeat in an
 * error page what they were sent. Safe for many threads.
 */
final class Secrets {

    /** What is shorter is no secret, and taking it out would make messages illegible. */
    private static final int MIN_LENGTH = 4;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /** Takes note of a secret. */
    void add(String secret) {
        if (secret.length() >= MIN_LENGTH) {
            secrets.add(secret);
        }
    }

    /** The text with three asterisks for each secret. */
    String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "Secrets[" + secrets.size() + "]";
    }
}
