package dev.ticketsql.sandbox.history;

/**
 * A text of a comment or subject, perhaps with a placeholder for an order number.
 *
 * @param before text up to the placeholder
 * @param numbered true if there is a placeholder
 * @param after text after the placeholder
 */
record Phrase(String before, boolean numbered, String after) {

    private static final String NUMBER = "{n}";

    /** Parses a text with at most one placeholder {@code {n}}. */
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
