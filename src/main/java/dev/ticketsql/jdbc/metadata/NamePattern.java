package dev.ticketsql.jdbc.metadata;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of names in a call of metadata: {@code _} is any character, {@code %} any text, and a backslash takes the
 * next character as it is.
 */
public final class NamePattern {

    private final Pattern pattern;

    private NamePattern(String pattern, boolean isCaseSensitive) {
        int flags = Pattern.DOTALL | (isCaseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.pattern = Pattern.compile(pattern, flags);
    }

    /** Every name. */
    static NamePattern any() {
        return new NamePattern(".*", true);
    }

    /**
     * Reads a pattern of LIKE; without one, every name matches.
     *
     * @param isCaseSensitive whether the connection's names are
     */
    static NamePattern like(@Nullable String like, boolean isCaseSensitive) {
        if (like == null) {
            return any();
        }
        StringBuilder pattern = new StringBuilder();
        for (int index = 0; index < like.length(); index++) {
            char letter = like.charAt(index);
            boolean isEscape = letter == '\\' && index + 1 < like.length();
            if (isEscape) {
                index++;
                pattern.append(Pattern.quote(String.valueOf(like.charAt(index))));
            } else {
                pattern.append(letter == '_' ? "." : letter == '%' ? ".*" : Pattern.quote(String.valueOf(letter)));
            }
        }
        return new NamePattern(pattern.toString(), isCaseSensitive);
    }

    /** Reads a name that is no pattern; without one, every name matches. */
    static NamePattern exact(@Nullable String name, boolean isCaseSensitive) {
        return name == null ? any() : new NamePattern(Pattern.quote(name), isCaseSensitive);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
