package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Recognises failures of Calcite itself, after it parsed a statement: while it converts or plans it, or in its
 * generated code. One sentence replaces a page of plan, an array index, or a Java class.
 */
final class CalciteBugs {

    /** Version of Calcite whose limits these are; a test compares it with the build's. */
    static final String CALCITE = "Calcite 1.42";

    /** Exceptions that a bug raises, and no refusal does. */
    private static final Set<Class<? extends Throwable>> BREAKS = Set.of(
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            UnsupportedOperationException.class,
            AssertionError.class);

    /** Beginnings of class names, each a text of its own, which the single jar has as it has the classes. */
    private static final String CALCITE_CLASSES = "org.apache.calcite.";

    private static final String AVATICA = "org.apache.calcite.avatica.";

    private static final String COMPILER = "org.codehaus.";

    private static final String PLANNING = "org.apache.calcite.prepare.";

    /** Class of the code that Calcite generates. */
    private static final Pattern GENERATED = Pattern.compile("Baz\\b.*");

    /** Class names of libraries that all code calls: the frame below theirs shows the faulty code. */
    private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "com.google.");

    private CalciteBugs() {}

    /** Returns the sentence, if {@code reason}, as {@link FailureLine#reason} finds it, is Calcite's mistake. */
    static Optional<String> sentence(Throwable reason, Throwable failure) {
        boolean planning = isPlanning(reason);
        return !isRefusal(failure) && isCalcites(reason) && (planning ? isUnchecked(reason) : breaks(reason))
                ? Optional.of(CALCITE + " cannot run this statement, although it is SQL ("
                        + (planning ? "its planner fails" : "the code that it generates fails")
                        + "): leave parts of it out to find which, and say that otherwise; the limits in src/docs/sql.md"
                        + " list what is known")
                : Optional.empty();
    }

    /** Returns whether Calcite itself reports a mistake in the statement, and its place. */
    private static boolean isRefusal(Throwable failure) {
        return SqlErrors.causes(failure)
                .anyMatch(cause -> cause instanceof CalciteException || cause instanceof SqlParseException);
    }

    /**
     * Returns whether Calcite's code threw {@code reason}. Java drops the trace of exceptions that it throws very
     * often; those count as Calcite's.
     */
    private static boolean isCalcites(Throwable reason) {
        return Stream.of(reason.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> LIBRARIES.stream().noneMatch(name::startsWith))
                .findFirst()
                .map(CalciteBugs::isOfCalcite)
                .orElse(breaks(reason));
    }

    private static boolean isOfCalcite(String name) {
        return (name.startsWith(CALCITE_CLASSES) && !name.startsWith(AVATICA))
                || name.startsWith(COMPILER)
                || GENERATED.matcher(name).matches();
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
