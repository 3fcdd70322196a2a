package dev.ticketsql.sandbox.history;

/**
 * A sentence somebody writes, which may speak of an order.
 *
 * @param before the text up to the order's number
 * @param numbered whether it speaks of an order
 * @param after the text from there on
 */
record Phrase(String before, boolean numbered, String after) {

    private static final String NUMBER = "{n}";

    /** Of a text with at most one {@code {n}}. */
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
