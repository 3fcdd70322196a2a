package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Has sqlline print the rows of a table that it has when others are long in coming, or never come because the statement
 * fails or is called off.
 *
 * <p>sqlline 1.12 keeps rows back to know how wide their columns are: up to a thousand, or until {@code next} says that
 * there is none. It prints those, widens columns as it needs, and asks again. So this answers that there is none, once,
 * and hands over what there is when it asks again. Nobody else may be answered like that.
 */
public final class EarlyRows {

    /** As long as a person looks at nothing without wondering. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** As many as sqlline keeps back unless it is told otherwise. */
    static final int KEPT_BACK = 1000;

    private final LongSupplier nanoTime;
    private long firstNanos;
    private int keptBack;

    /** Widths are known, or nobody waits for them any more: each row is printed alone. */
    private boolean flowing;

    private boolean rowHeld;
    private Optional<SQLException> failure = Optional.empty();

    EarlyRows(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Moves to the next row, or has those before it printed first.
     *
     * @param moving what moves to it
     * @throws SQLException if that fails, when all before it is printed
     */
    boolean next(StatementGuard.Call moving) throws SQLException {
        if (flowing && keptBack > 0) {
            return print();
        }
        if (rowHeld) {
            rowHeld = false;
            return handedOver();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        boolean found;
        try {
            found = (boolean) Objects.requireNonNull(moving.run());
        } catch (SQLException e) {
            if (keptBack == 0) {
                throw e;
            }
            failure = Optional.of(e);
            return print();
        }
        if (!found) {
            return print();
        }
        if (keptBack > 0 && nanoTime.getAsLong() - firstNanos > PATIENCE.toNanos()) {
            rowHeld = true;
            return print();
        }
        return handedOver();
    }

    private boolean print() {
        flowing = true;
        keptBack = 0;
        return false;
    }

    private boolean handedOver() {
        if (!flowing && keptBack == 0) {
            firstNanos = nanoTime.getAsLong();
        }
        keptBack++;
        if (!flowing && keptBack == KEPT_BACK) {
            // sqlline prints them without asking for more.
            print();
        }
        return true;
    }
}
