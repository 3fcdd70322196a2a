package dev.ticketsql.correctness;

import java.sql.Connection;
import java.util.Optional;

/** Asks one generated query of us and of PostgreSQL and compares the answers. */
final class PostgresComparison implements RandomSeries.Comparison {

    /** The kinds of comparison. */
    enum Outcome {
        AGREED,
        /** PostgreSQL has no words for some piece of it. */
        NOT_ASKED,
        /** One of both refused numbers that do not fit. */
        OVERFLOW,
        /** Only PostgreSQL refused, for a reason that is spelled out. */
        POSTGRES_REFUSED,
        /** One of both took longer than a series waits, or more memory than there is. */
        TOO_LONG,
        /** The answers differ. */
        DIFFERS,
        /** One of both refused for a reason that {@link RandomRefusals} does not list. */
        UNEXPLAINED_REFUSAL
    }

    private final RandomSql sql;
    private final RandomAnswer ours;
    private final Optional<RandomAnswer> postgres;
    private final Outcome outcome;

    private PostgresComparison(RandomSql sql, RandomAnswer ours, Optional<RandomAnswer> postgres) {
        this.sql = sql;
        this.ours = ours;
        this.postgres = postgres;
        this.outcome = judge();
    }

    /** Asks both of them; us alone, if PostgreSQL has no words for it. */
    static PostgresComparison of(RandomSql sql, Connection ours, Connection postgres) {
        boolean ordered = RandomComparison.isOrdered(sql.text());
        RandomAnswer answer = RandomAnswer.of(ours, sql.text(), ordered);
        return new PostgresComparison(
                sql,
                answer,
                sql.postgresText()
                        .filter(text -> !answer.isLate())
                        .map(text -> RandomAnswer.of(postgres, text, ordered)));
    }

    private Outcome judge() {
        String query = sql.text();
        if (ours.isLate() || postgres.filter(RandomAnswer::isLate).isPresent()) {
            return Outcome.TOO_LONG;
        }
        if (RandomRefusals.isOverflow(ours, query)) {
            return Outcome.OVERFLOW;
        }
        if (ours.isRefusal()) {
            return Outcome.UNEXPLAINED_REFUSAL;
        }
        if (postgres.isEmpty()) {
            return Outcome.NOT_ASKED;
        }
        RandomAnswer other = postgres.orElseThrow();
        if (RandomRefusals.isOverflow(other, query)) {
            return Outcome.OVERFLOW;
        }
        if (other.isRefusal()) {
            return RandomRefusals.explainPostgres(other, query)
                    ? Outcome.POSTGRES_REFUSED
                    : Outcome.UNEXPLAINED_REFUSAL;
        }
        return other.rows().equals(ours.rows()) ? Outcome.AGREED : Outcome.DIFFERS;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public boolean isMismatch() {
        return outcome == Outcome.DIFFERS || outcome == Outcome.UNEXPLAINED_REFUSAL;
    }

    @Override
    public boolean isLate() {
        return outcome == Outcome.TOO_LONG;
    }

    @Override
    public PostgresComparison shrunk(Connection ours, Connection postgres, int attempts) {
        return RandomShrinking.smallest(
                this, found -> found.sql, candidate -> of(candidate, ours, postgres), this::isLike, attempts);
    }

    /** Whether {@code other} went wrong as this did. */
    private boolean isLike(PostgresComparison other) {
        return outcome == other.outcome
                && RandomComparison.kindOf(ours).equals(RandomComparison.kindOf(other.ours))
                && postgres.map(RandomComparison::kindOf).equals(other.postgres.map(RandomComparison::kindOf));
    }

    @Override
    public String toString() {
        return outcome + "\n    " + sql.text() + "\n    ours:       "
                + postgres.map(ours::without).orElse(ours.toString())
                + postgres.map(answer -> "\n    PostgreSQL: "
                                + sql.postgresText().orElse("") + "\n    PostgreSQL: " + answer.without(ours))
                        .orElse("");
    }
}
