package dev.ticketsql.correctness;

import java.sql.Connection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks one generated query of us and of HSQLDB and compares the answers. */
final class RandomComparison implements RandomSeries.Comparison {

    /** The kinds of comparison. */
    enum Outcome {
        TWO_WAYS,
        /** HSQLDB has no words for it, or refuses for a reason that {@link RandomRefusals} lists. */
        ONE_WAY,
        /** Refused here, for a reason that is spelled out. */
        REFUSED,
        /** One of both took longer than a series waits, or more memory than there is. */
        TOO_LONG,
        /** The answers differ. */
        HSQLDB_DIFFERS,
        /** One of both refused for a reason that {@link RandomRefusals} does not list. */
        UNEXPLAINED_REFUSAL
    }

    private static final Pattern ORDERED = Pattern.compile("ORDER BY [^()]*$");

    /** A query that is named once and read twice: HSQLDB then applies the conditions of one place in the other. */
    private static final Pattern READ_TWICE = Pattern.compile("WITH (w\\d+) AS .* \\1 AS .* \\1 AS ");

    private final RandomSql sql;
    private final RandomAnswer answer;
    private final Optional<RandomAnswer> hsqldb;
    private final Outcome outcome;

    private RandomComparison(RandomSql sql, RandomAnswer answer, Optional<RandomAnswer> hsqldb) {
        this.sql = sql;
        this.answer = answer;
        this.hsqldb = hsqldb;
        this.outcome = judge();
    }

    /** Asks both of them. */
    static RandomComparison of(RandomSql sql, Connection ours, Connection hsqldb) {
        String text = sql.text();
        boolean ordered = isOrdered(text);
        RandomAnswer answer = RandomAnswer.of(ours, text, ordered);
        return new RandomComparison(
                sql,
                answer,
                sql.hsqldbText()
                        .filter(dialect -> !answer.isLate())
                        .filter(dialect -> !READ_TWICE.matcher(dialect).find())
                        .map(dialect -> RandomAnswer.of(hsqldb, dialect, ordered)));
    }

    /** Whether a generated query orders its rows. */
    static boolean isOrdered(String query) {
        return ORDERED.matcher(query).find();
    }

    private Outcome judge() {
        if (answer.isLate() || hsqldb.filter(RandomAnswer::isLate).isPresent()) {
            return Outcome.TOO_LONG;
        }
        if (answer.isRefusal()) {
            return RandomRefusals.isOverflow(answer, sql.text()) ? Outcome.REFUSED : Outcome.UNEXPLAINED_REFUSAL;
        }
        if (hsqldb.isEmpty()) {
            return Outcome.ONE_WAY;
        }
        RandomAnswer other = hsqldb.orElseThrow();
        if (other.isRefusal()) {
            return RandomRefusals.explainHsqldb(other, sql.text()) ? Outcome.ONE_WAY : Outcome.UNEXPLAINED_REFUSAL;
        }
        return other.rows().equals(answer.rows()) ? Outcome.TWO_WAYS : Outcome.HSQLDB_DIFFERS;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public boolean isMismatch() {
        return outcome == Outcome.HSQLDB_DIFFERS || outcome == Outcome.UNEXPLAINED_REFUSAL;
    }

    @Override
    public boolean isLate() {
        return outcome == Outcome.TOO_LONG;
    }

    /** Whether it goes wrong as {@code other} does. */
    boolean isLike(RandomComparison other) {
        return outcome == other.outcome
                && answer.isRefusal() == other.answer.isRefusal()
                && (outcome != Outcome.UNEXPLAINED_REFUSAL || answer.isRefusal() || sameHsqldbRefusal(other))
                && kindOf(answer).equals(kindOf(other.answer));
    }

    private boolean sameHsqldbRefusal(RandomComparison other) {
        return hsqldb.map(RandomComparison::kindOf).equals(other.hsqldb.map(RandomComparison::kindOf));
    }

    /** A refusal's beginning: the names in it differ from query to query. */
    static String kindOf(RandomAnswer answer) {
        int end = Math.min(answer.refusal().length(), answer.refusal().lastIndexOf('|') - 1);
        return answer.isRefusal() ? answer.refusal().substring(Math.max(0, end - 40), Math.max(0, end)) : "";
    }

    @Override
    public RandomComparison shrunk(Connection ours, Connection other, int attempts) {
        return RandomShrinking.smallest(
                this,
                found -> found.sql,
                candidate -> of(candidate, ours, other),
                smaller -> smaller.isLike(this),
                attempts);
    }

    @Override
    public String toString() {
        return outcome + "\n    " + sql.text() + "\n    here:   " + answer
                + hsqldb.map(other -> "\n    HSQLDB: " + sql.hsqldbText().orElse("") + "\n    HSQLDB: " + other)
                        .orElse("");
    }
}
