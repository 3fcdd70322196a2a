package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.Hook;

/** Runs one query three ways and says in what the answers differ. */
final class RandomComparison {

    /** How it went. */
    enum Outcome {
        THREE_WAYS,
        /** HSQLDB cannot say it, or refuses for a reason that is spelled out. */
        TWO_WAYS,
        /** Refused on both of our sides, for a reason that is spelled out. */
        REFUSED,
        /** Pushed down and not pushed down are not the same. */
        PUSH_DOWN_DIFFERS,
        /** Both of our sides agree, HSQLDB says something else. */
        HSQLDB_DIFFERS,
        /** Somebody refused for a reason that nobody spelled out. */
        UNEXPLAINED_REFUSAL;

        /** Whether somebody has to look at it. */
        boolean isMismatch() {
            return this == PUSH_DOWN_DIFFERS || this == HSQLDB_DIFFERS || this == UNEXPLAINED_REFUSAL;
        }
    }

    private static final Pattern ORDERED = Pattern.compile("ORDER BY [^()]*$");

    /**
     * What HSQLDB gets wrong where Calcite's JDBC adapter asks it in our name: of NULL, and it pads the shorter of two
     * literals that one CASE may have as its value.
     */
    private static final Pattern WRONG_IN_OUR_NAME =
            Pattern.compile("IS (NOT )?(TRUE|FALSE|UNKNOWN|DISTINCT FROM)|(THEN|ELSE|UNION.*SELECT) '");

    /** A query that is named once and read twice: HSQLDB then applies the conditions of one place in the other. */
    private static final Pattern READ_TWICE = Pattern.compile("WITH (w\\d+) AS .* \\1 AS .* \\1 AS ");

    private final RandomSql sql;
    private final RandomAnswer pushed;
    private final RandomAnswer unpushed;
    private final Optional<RandomAnswer> hsqldb;
    private final Outcome outcome;

    private RandomComparison(RandomSql sql, RandomAnswer pushed, RandomAnswer unpushed, Optional<RandomAnswer> hsqldb) {
        this.sql = sql;
        this.pushed = pushed;
        this.unpushed = unpushed;
        this.hsqldb = hsqldb;
        this.outcome = judge();
    }

    /** Asks the three of them. */
    static RandomComparison of(RandomSql sql, TestAccount account) {
        String text = sql.text();
        boolean ordered = isOrdered(text);
        List<String> handedOn = new ArrayList<>();
        RandomAnswer pushed;
        RandomAnswer unpushed;
        Hook.Closeable listening = Hook.QUERY_PLAN.addThread((Consumer<String>) handedOn::add);
        try {
            pushed = RandomAnswer.of(() -> account.sql(text).rows(), ordered);
            unpushed = RandomAnswer.of(() -> account.unpushed().sql(text).rows(), ordered);
        } finally {
            listening.close();
        }
        boolean asked = !isWrongInOurName(handedOn);
        return new RandomComparison(
                sql,
                pushed,
                unpushed,
                sql.hsqldbText()
                        .filter(dialect -> asked && !READ_TWICE.matcher(dialect).find())
                        .map(dialect -> RandomAnswer.of(() -> account.hsqldb().rows(dialect), ordered)));
    }

    /** Whether a generated query says in which order its rows come. */
    static boolean isOrdered(String query) {
        return ORDERED.matcher(query).find();
    }

    /** Whether HSQLDB, which has the tables of {@code office}, was asked what it gets wrong. */
    static boolean isWrongInOurName(List<String> handedOn) {
        return handedOn.stream()
                .anyMatch(query -> query.contains("\"PUBLIC\".")
                        && WRONG_IN_OUR_NAME.matcher(query).find());
    }

    private Outcome judge() {
        if (pushed.isRefusal() || unpushed.isRefusal()) {
            return RandomRefusals.explain(pushed, unpushed, sql.text()) ? Outcome.REFUSED : unexplained();
        }
        if (!pushed.rows().equals(unpushed.rows())) {
            return Outcome.PUSH_DOWN_DIFFERS;
        }
        if (hsqldb.isEmpty()) {
            return Outcome.TWO_WAYS;
        }
        RandomAnswer other = hsqldb.orElseThrow();
        if (other.isRefusal()) {
            return RandomRefusals.explainHsqldb(other, sql.text()) ? Outcome.TWO_WAYS : Outcome.UNEXPLAINED_REFUSAL;
        }
        if (other.rows().equals(unpushed.rows())) {
            return Outcome.THREE_WAYS;
        }
        return Outcome.HSQLDB_DIFFERS;
    }

    private Outcome unexplained() {
        return pushed.isRefusal() && unpushed.isRefusal() ? Outcome.UNEXPLAINED_REFUSAL : Outcome.PUSH_DOWN_DIFFERS;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Whether it goes wrong as {@code other} does. */
    boolean isLike(RandomComparison other) {
        return outcome == other.outcome
                && pushed.isRefusal() == other.pushed.isRefusal()
                && unpushed.isRefusal() == other.unpushed.isRefusal()
                && (outcome != Outcome.UNEXPLAINED_REFUSAL || pushed.isRefusal() || sameHsqldbRefusal(other))
                && kindOf(pushed).equals(kindOf(other.pushed))
                && kindOf(unpushed).equals(kindOf(other.unpushed));
    }

    private boolean sameHsqldbRefusal(RandomComparison other) {
        return hsqldb.map(RandomComparison::kindOf).equals(other.hsqldb.map(RandomComparison::kindOf));
    }

    /** A refusal's beginning: the names in it differ from query to query. */
    static String kindOf(RandomAnswer answer) {
        int end = Math.min(answer.refusal().length(), answer.refusal().lastIndexOf('|') - 1);
        return answer.isRefusal() ? answer.refusal().substring(Math.max(0, end - 40), Math.max(0, end)) : "";
    }

    /** The same difference in the shortest query that still shows it. */
    RandomComparison shrunk(TestAccount account, int attempts) {
        if (outcome == Outcome.UNEXPLAINED_REFUSAL) {
            // Its message says it.
            return this;
        }
        return RandomShrinking.smallest(
                this,
                found -> found.sql,
                candidate -> of(candidate, account),
                smaller -> smaller.isLike(this),
                attempts);
    }

    @Override
    public String toString() {
        return outcome + "\n    " + sql.text() + "\n    pushed down: " + pushed + "\n    in Calcite:  " + unpushed
                + hsqldb.map(answer -> "\n    HSQLDB: " + sql.hsqldbText().orElse("") + "\n    HSQLDB:      " + answer)
                        .orElse("");
    }
}
