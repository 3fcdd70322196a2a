package dev.ticketsql.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Masks a client's secrets in messages: some servers and proxies repeat the request in an error page, as it was or
 * encoded, and the page may be cut inside a secret. Safe for many threads.
 */
final class Secrets {

    /** Masking shorter text would make messages illegible. */
    private static final int MIN_LENGTH = 4;

    /** A part of a longer secret that is masked too: shorter ones give little away, and stand in ordinary words. */
    private static final int MIN_PART = 8;

    /** An error page that quotes a page that quotes a URL. */
    private static final int MAX_ENCODINGS = 3;

    private static final String MASK = "***";

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> shared;

    /** No secrets yet. */
    Secrets() {
        shared = Set.of();
    }

    /** No secrets yet but those of {@code others}, now and later. */
    Secrets(Secrets others) {
        shared = others.secrets;
    }

    /** Adds a secret, and what Base64 makes of it. */
    void add(String secret) {
        if (secret.length() >= MIN_LENGTH) {
            secrets.add(secret);
            secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Replaces each secret, and each part of one of eight bytes or more, by three asterisks. */
    String hide(String text) {
        BitSet secret = new BitSet(text.length());
        EncodedBytes bytes = EncodedBytes.of(text);
        for (int encodings = 0; encodings <= MAX_ENCODINGS; encodings++) {
            mark(secrets, bytes, secret);
            mark(shared, bytes, secret);
            bytes = bytes.decoded();
        }
        return masked(text, secret);
    }

    private static void mark(Set<String> secrets, EncodedBytes text, BitSet found) {
        for (String each : secrets) {
            mark(EncodedBytes.of(each), text, found);
            // One step of decoding undoes all encodings beside each other, also what only looks like one.
            mark(EncodedBytes.of(each).decoded(), text, found);
        }
    }

    /** Marks the places of the text at which the secret, or a part of it, stands. */
    private static void mark(EncodedBytes secret, EncodedBytes text, BitSet found) {
        int least = Math.min(MIN_PART, secret.length());
        int index = 0;
        while (index + least <= text.length()) {
            int length = 0;
            for (int start = 0; start + least <= secret.length(); start++) {
                length = Math.max(length, common(secret, start, text, index));
            }
            if (length >= least) {
                found.set(text.from(index), text.to(index + length - 1));
            }
            index += length >= least ? length : 1;
        }
    }

    private static int common(EncodedBytes secret, int start, EncodedBytes text, int index) {
        int length = 0;
        while (start + length < secret.length()
                && index + length < text.length()
                && isSame(secret.at(start + length), text.at(index + length))) {
            length++;
        }
        return length;
    }

    /** Compares without case, since hosts are written small, and as form and base64url encodings write them. */
    private static boolean isSame(byte secret, byte text) {
        return Character.toLowerCase(secret) == Character.toLowerCase(text)
                || (secret == ' ' && text == '+')
                || (secret == '+' && text == '-')
                || (secret == '/' && text == '_');
    }

    private static String masked(String text, BitSet secret) {
        StringBuilder masked = new StringBuilder(text.length());
        int index = 0;
        while (index < text.length()) {
            if (secret.get(index)) {
                masked.append(MASK);
                index = secret.nextClearBit(index);
            } else {
                masked.append(text.charAt(index));
                index++;
            }
        }
        return masked.toString();
    }

    @Override
    public String toString() {
        return "Secrets[" + secrets.size() + "]";
    }
}
