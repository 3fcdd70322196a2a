package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of Calcite or of the mirror's engine, and the sentence instead, with the groups of the pattern. The kind of
 * the engine's error may precede the message; what follows it is left out.
 */
record ErrorSentence(Pattern said, String sentence) {

    ErrorSentence(String said, String sentence) {
        this(
                Pattern.compile(
                        "(?:parse failed: |[\\w ]+ Error: )?" + said + ".*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE),
                sentence);
    }

    /** The sentence of the first that {@code message} matches. */
    static Optional<String> first(List<ErrorSentence> refusals, String message) {
        return refusals.stream()
                .map(refusal -> refusal.of(message))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> of(String message) {
        Matcher matcher = said.matcher(message);
        return matcher.matches() ? Optional.of(matcher.replaceFirst(sentence)) : Optional.empty();
    }
}
