package dev.ticketsql.sandbox.history;

/**
 * A sentence of a comment, perhaps with the number of an order.
 *
 * @param before the text up to the order's number
 * @param numbered true with an order's number
 * @param after the text from there on
 */
record Phrase(String before, boolean numbered, String after) {

    private static final String NUMBER = "{n}";

    /** Parses a text with at most one {@code {n}}. */
    static Phrase of(String text) {
        int at = text.indexOf(NUMBER);
        return at < 0
                ? new Phrase(text, false, "")
                : new Phrase(text.substring(0, at), true, text.substring(at + NUMBER.length()));
    }

    String text(int orderNumber) {
        return numbered ? before + orderNumber + after : before;
    }
}
