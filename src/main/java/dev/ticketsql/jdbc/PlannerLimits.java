package dev.ticketsql.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * What is said when Calcite parses a statement and then finds no way to run it, or breaks while it looks for one: a
 * sentence with what to write instead, and not a page of plan, the number of an array's element, or a Java class. The
 * README lists what is known to end so, with a way round.
 */
final class PlannerLimits {

    /** Whose limits these are; a test compares it with the version that is built with. */
    static final String CALCITE = "Calcite 1.42";

    /** How Calcite begins to say so: its planner, its code generator, and Java's compiler after that. */
    private static final List<String> SIGNS = List.of(
            "There are not enough rules to produce a node",
            "Unable to implement Enumerable",
            "Error while compiling generated Java code",
            "Decorrelation produced a relation with a different type",
            "Cannot compute compatible row type",
            "Cannot convert null to boolean",
            "Correlated RIGHT join is not supported",
            "Correlated FULL join is not supported");

    private static final String UNKNOWN_PARAMETER = "Illegal use of dynamic parameter";

    private static final Pattern RULE = Pattern.compile("Error while applying rule (\\w+)");

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

    private PlannerLimits() {}

    /** The sentence, if {@code message} is one of those in which Calcite says it. */
    static Optional<String> sentence(String message, Throwable failure) {
        if (message.endsWith(UNKNOWN_PARAMETER)) {
            return Optional.of(message + ", whose type nothing tells: write " + WayRound.TYPED_PARAMETER);
        }
        return SIGNS.stream().filter(message::startsWith).findFirst().map(sign -> sentence(sign, WayRound.of(failure)));
    }

    /** The sentence, if {@code reason}, the innermost part of the failure that says anything, is Calcite's mistake. */
    static Optional<String> ofBreak(Throwable reason, Throwable failure) {
        boolean planning = isPlanning(reason);
        if (isRefusal(failure) || !isCalcites(reason) || !(planning ? isUnchecked(reason) : breaks(reason))) {
            return Optional.empty();
        }
        Matcher rule = RULE.matcher(WayRound.texts(failure));
        String sign = rule.find()
                ? "its rule " + rule.group(1) + " fails"
                : planning ? "its planner fails" : "the code that it generates fails";
        return Optional.of(sentence(sign, WayRound.of(failure)));
    }

    private static String sentence(String sign, String wayRound) {
        return CALCITE + " cannot run this statement, although it is SQL (" + sign + "): " + wayRound
                + "; the README's limitations list what is known";
    }

    /** Whether Calcite says itself what is wrong with the statement, and where. */
    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CalciteException || cause instanceof SqlParseException) {
                return true;
            }
        }
        return false;
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
