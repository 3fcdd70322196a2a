package dev.ticketsql.jdbc.message;

import dev.ticketsql.event.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library's message, and the kind and the sentence that replace it.
 *
 * @param kind of the failure
 * @param message matches the whole message
 * @param sentence made of the groups, and of the text of the statement that failed
 */
record ErrorPattern(ErrorKind kind, Pattern message, BiFunction<Matcher, String, String> sentence) {

    /**
     * Matches a message from its beginning: a prefix of Calcite's parser or of DuckDB, such as {@code Binder Error:},
     * is left out, and so is what follows. Upper and lower case are the same.
     */
    ErrorPattern(ErrorKind kind, String message, BiFunction<Matcher, String, String> sentence) {
        this(
                kind,
                Pattern.compile(
                        "(?:parse failed: |[\\w ]+ Error: )?" + message + ".*",
                        Pattern.DOTALL | Pattern.CASE_INSENSITIVE),
                sentence);
    }

    /** Matches as the other constructor does; {@code template} refers to groups as {@code $1}. */
    ErrorPattern(ErrorKind kind, String message, String template) {
        this(kind, message, (matcher, sql) -> matcher.replaceFirst(template));
    }

    /** Explains by the first pattern that matches {@code message}, a failure of {@code sql}. */
    static Optional<Explanation> first(List<ErrorPattern> patterns, String message, String sql) {
        return patterns.stream()
                .map(pattern -> pattern.of(message, sql))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Explanation> of(String text, String sql) {
        Matcher matcher = message.matcher(text);
        return matcher.matches() ? Optional.of(new Explanation(kind, sentence.apply(matcher, sql))) : Optional.empty();
    }
}
