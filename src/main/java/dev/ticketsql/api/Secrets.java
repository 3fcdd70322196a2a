package dev.ticketsql.api;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Masks a client's secrets in messages: some servers and proxies repeat the request in an error page. Safe for many
 * threads.
 */
final class Secrets {

    /** Masking shorter text would make messages illegible. */
    private static final int MIN_LENGTH = 4;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /** Adds a secret. */
    void add(String secret) {
        if (secret.length() >= MIN_LENGTH) {
            secrets.add(secret);
        }
    }

    /** Replaces each secret by three asterisks. */
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
