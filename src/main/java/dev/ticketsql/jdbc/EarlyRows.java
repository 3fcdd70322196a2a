package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes sqlline print the rows that it holds when the next row does not arrive soon, or never because the statement
 * fails or is cancelled.
 *
 * <p>sqlline 1.12 holds rows back to measure their columns: up to a thousand, or until {@code next} returns false. It
 * prints those, widens columns as needed, and calls {@code next} again. So this class returns false once, and gives the
 * next row at the next call. For any other program than sqlline, that would be wrong.
 */
public final class EarlyRows {

    /** Longest wait before rows are printed, as long as people watch a still screen without doubt. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Rows that sqlline holds by default. */
    static final int KEPT_BACK = 1000;

    private final LongSupplier nanoTime;
    private long firstNanos;
    private int keptBack;

    /** True if each row is printed alone: widths are known, or rows arrive slowly. */
    private boolean flowing;

    private boolean rowHeld;
    private Optional<SQLException> failure = Optional.empty();

    EarlyRows(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Moves to the next row, or ends the rows once so that sqlline prints those before.
     *
     * @param moving moves to it
     * @throws SQLException if that fails, once all rows before it are printed
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
            // sqlline prints them without a further call.
            print();
        }
        return true;
    }
}
