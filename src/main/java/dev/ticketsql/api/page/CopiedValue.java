package dev.ticketsql.api.page;

import org.jspecify.annotations.Nullable;

/**
 * A value that {@link CopyingParser} has copied. Its JSON text is cut out only when it is asked for, since most values
 * have a column.
 *
 * @param string that of a string, without its quotes; null of any other value
 * @param from index of its first character in the copy
 * @param to index behind its last character
 */
record CopiedValue(@Nullable String string, CopyingParser copy, int from, int to) {

    /** The value as it stands in the JSON, without white space. */
    String json() {
        return copy.text(from, to);
    }

    /** A string as it is, any other value as JSON text; null of null. */
    @Nullable
    String text() {
        if (string != null) {
            return string;
        }
        return isNull() ? null : json();
    }

    boolean isObject() {
        return copy.first(from) == '{';
    }

    private boolean isNull() {
        return copy.first(from) == 'n';
    }
}
