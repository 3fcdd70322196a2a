package dev.ticketsql.jdbc.message;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * What is said when Calcite parses a statement and then breaks while it converts or plans it, or finds no way to run
 * what reads other schemas alone: a sentence, and not a page of plan, the number of an array's element, or a Java
 * class.
 */
final class PlannerErrors {

    /** Whose limits these are; a test compares it with the version that is built with. */
    static final String CALCITE = "Calcite 1.42";

    private static final String UNKNOWN_PARAMETER = "Illegal use of dynamic parameter";

    private static final String OTHER_TYPES = "Conversion to relational algebra failed to preserve datatypes";

    /** What programs throw that break, rather than refuse. */
    private static final Set<Class<? extends Throwable>> BREAKS = Set.of(
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            UnsupportedOperationException.class,
            AssertionError.class);

    /** Whose code it is that broke: Calcite's own, its compiler, or what it generates, always under this name. */
    private static final Pattern CALCITES =
            Pattern.compile("org\\.apache\\.calcite\\.(?!avatica\\.).*|org\\.codehaus\\..*|Baz\\b.*");

    /** What everybody's code calls: it says nothing of who was wrong. */
    private static final Pattern LIBRARIES = Pattern.compile("(?:java|javax|jdk|sun|com\\.google)\\..*");

    private static final String PLANNING = "org.apache.calcite.prepare.";

    private PlannerErrors() {}

    /** The sentence, if {@code message} is that of a parameter of which nothing tells the type. */
    static Optional<String> ofParameter(String message) {
        return message.endsWith(UNKNOWN_PARAMETER)
                ? Optional.of(
                        message + ", whose type nothing tells: write CAST(? AS VARCHAR), or of whatever type it is")
                : Optional.empty();
    }

    /** The sentence, if {@code message} is that of a set operation whose parts have types that do not meet. */
    static Optional<String> ofTypes(String message) {
        return message.startsWith(OTHER_TYPES)
                ? Optional.of(
                        "a column of a recursive query, or of another set operation, has longer text or more digits in"
                                + " one part than in another: write CAST(... AS VARCHAR) or CAST(... AS DOUBLE) in its first part")
                : Optional.empty();
    }

    /** The sentence, if {@code reason}, the innermost part of the failure that says anything, is Calcite's mistake. */
    static Optional<String> ofBreak(Throwable reason, Throwable failure) {
        boolean planning = isPlanning(reason);
        return !isRefusal(failure) && isCalcites(reason) && (planning ? isUnchecked(reason) : breaks(reason))
                ? Optional.of(CALCITE + " cannot run this statement, although it is SQL ("
                        + (planning ? "its planner fails" : "the code that it generates fails")
                        + "): leave parts of it out to find which, and say that otherwise; the README's limitations"
                        + " list what is known")
                : Optional.empty();
    }

    /** Whether Calcite says itself what is wrong with the statement, and where. */
    private static boolean isRefusal(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof CalciteException || cause instanceof SqlParseException);
    }

    /** Java leaves the trace out of what it has thrown very often: nothing then says that it was another's. */
    private static boolean isCalcites(Throwable reason) {
        return Stream.of(reason.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !LIBRARIES.matcher(name).matches())
                .findFirst()
                .map(name -> CALCITES.matcher(name).matches())
                .orElse(breaks(reason));
    }

    private static boolean isPlanning(Throwable reason) {
        return Stream.of(reason.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(PLANNING));
    }

    private static boolean isUnchecked(Throwable reason) {
        return reason instanceof RuntimeException || breaks(reason);
    }

    private static boolean breaks(Throwable reason) {
        return BREAKS.stream().anyMatch(kind -> kind.isInstance(reason));
    }
}
