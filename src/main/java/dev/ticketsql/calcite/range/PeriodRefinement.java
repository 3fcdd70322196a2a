package dev.ticketsql.calcite.range;

import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Cuts ranges into months or days to read a condition that recurs. Within a month, the month of the year is a constant
 * and the day of the month only rises; within a day, everything but the time of day is a constant. The number of pieces
 * is limited, since each costs time.
 */
enum PeriodRefinement {

    /** Months, for a hundred years at most: the 680 months since the epoch take some milliseconds. */
    MONTHS(Period.ofMonths(1), Duration.ofDays(36_525)),

    /**
     * Days, for about a year at most: each day may become a range with its own request and file, and many more would
     * cost more than the events that they leave out.
     */
    DAYS(Period.ofDays(1), Duration.ofDays(366));

    private final Period step;
    private final Duration limit;

    PeriodRefinement(Period step, Duration limit) {
        this.step = step;
        this.limit = limit;
    }

    /** The refinements that can narrow the ranges of {@code condition}, coarse before fine. */
    static Set<PeriodRefinement> of(RexNode condition) {
        Set<PeriodRefinement> found = EnumSet.noneOf(PeriodRefinement.class);
        condition.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                boolean timeOfDay =
                        call.getKind() == SqlKind.CAST && call.getType().getSqlTypeName() == SqlTypeName.TIME;
                if (timeOfDay || call.getKind() == SqlKind.MOD) {
                    found.add(DAYS);
                }
                if (call.getKind() == SqlKind.EXTRACT
                        && call.getOperands().get(0) instanceof RexLiteral flag
                        && flag.getValueAs(Object.class) instanceof TimeUnitRange unit) {
                    found.addAll(of(unit));
                }
                return super.visitCall(call);
            }
        });
        return found;
    }

    private static Set<PeriodRefinement> of(TimeUnitRange unit) {
        return switch (unit) {
            case QUARTER, MONTH, DOY, DAY -> EnumSet.of(MONTHS);
            case WEEK, DOW, ISODOW, HOUR, MINUTE, SECOND -> EnumSet.of(MONTHS, DAYS);
            default -> EnumSet.noneOf(PeriodRefinement.class);
        };
    }

    /**
     * Cuts {@code ranges} into pieces that lie within one month or day each; leaves them uncut if they are too long.
     */
    List<TimeRange> pieces(TimeRanges ranges) {
        TimeRanges bounded = ranges.and(TimeRanges.of(List.of(TimeTerm.REPRESENTABLE)));
        if (bounded.countSec() > limit.toSeconds()) {
            return ranges.asList();
        }
        List<TimeRange> pieces = new ArrayList<>(ranges.minus(bounded).asList());
        for (TimeRange range : bounded.asList()) {
            long fromSec = range.fromSec();
            while (fromSec < range.toSec()) {
                long toSec = Math.min(nextSec(fromSec), range.toSec());
                pieces.add(new TimeRange(fromSec, toSec));
                fromSec = toSec;
            }
        }
        return pieces;
    }

    /** The start of the next month or day, in epoch seconds. */
    private long nextSec(long epochSec) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(epochSec), ZoneOffset.UTC);
        LocalDate first = this == MONTHS ? date.withDayOfMonth(1) : date;
        return first.plus(step).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
