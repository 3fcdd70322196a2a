package dev.ticketsql.calcite.sql;

import com.google.common.base.Suppliers;
import dev.ticketsql.calcite.function.JavaFunction;
import dev.ticketsql.event.CallbackFailure;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.schedule.BusinessClock;
import dev.ticketsql.schedule.BusinessSchedule;
import dev.ticketsql.schedule.BusinessSchedules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/**
 * Functions of business hours for one list of schedules: those of {@code engine-schedules.sql}, and those of Java that
 * they call. Names end with a digest of the schedules, since connections with other schedules share the engine.
 */
public final class ScheduleEngineFunctions implements JavaFunction {

    private final BusinessSchedules schedules;

    /** @param schedules of which there is at least one */
    public ScheduleEngineFunctions(BusinessSchedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public String name() {
        return "ts_schedules_" + schedules.id();
    }

    @Override
    public void register(Connection connection) throws SQLException {
        // An account may have many schedules, of which a statement needs few.
        List<Supplier<BusinessClock>> clocks = schedules.all().stream()
                .<Supplier<BusinessClock>>map(schedule -> Suppliers.memoize(() -> new BusinessClock(schedule)))
                .toList();
        register(
                connection,
                "ts_business_seconds",
                2,
                UdfType.BIGINT,
                ofNumbers(clocks, (clock, values) -> clock.seconds(values[0], values[1])));
        register(
                connection,
                "ts_business_add",
                2,
                UdfType.BIGINT,
                ofNumbers(clocks, (clock, values) -> clock.plus(values[0], values[1])));
        register(connection, "ts_day", 1, UdfType.BIGINT, ofNumbers(clocks, (clock, values) -> clock.day(values[0])));
        register(
                connection,
                "ts_day_start",
                1,
                UdfType.BIGINT,
                ofNumbers(clocks, (clock, values) -> clock.dayStartMs(values[0])));
        register(connection, "ts_holiday", 1, UdfType.TEXT, ofHolidays(clocks));
        try (Statement statement = connection.createStatement()) {
            statement.execute(script());
        }
    }

    private String script() {
        List<BusinessSchedule> all = schedules.all();
        String places = IntStream.range(0, all.size())
                .mapToObj(place -> "WHEN '" + escaped(all.get(place).name()) + "' THEN "
                        + all.get(place)
                                .defect()
                                .map(defect ->
                                        "error('" + ErrorKind.ARGUMENT.sqlState() + ": " + escaped(defect) + "')")
                                .orElse(Integer.toString(place)))
                .collect(Collectors.joining(" "));
        return EngineMacros.script("engine-schedules.sql")
                .replace("{schedules}", schedules.id())
                .replace("{places}", places)
                .replace("{names}", escaped(schedules.names()));
    }

    private static String escaped(String text) {
        return text.replace("'", "''");
    }

    private void register(
            Connection connection, String name, int numbers, UdfType result, DuckDBScalarFunction function)
            throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction();
                DuckDBLogicalType number = UdfType.BIGINT.logicalType();
                DuckDBLogicalType place = UdfType.INTEGER.logicalType();
                DuckDBLogicalType type = result.logicalType()) {
            builder.withName(name + "_" + schedules.id());
            for (int index = 0; index < numbers; index++) {
                builder.withParameter(number);
            }
            builder.withParameter(place)
                    .withReturnType(type)
                    .withVectorizedFunction(function)
                    .register(connection);
        }
    }

    /** Computes a number of numbers. */
    @FunctionalInterface
    private interface Numbers {
        long of(BusinessClock clock, long[] values);
    }

    /** Writes the result of a row, of which no argument is NULL. */
    @FunctionalInterface
    private interface RowWriter {
        void write(DuckDBWritableVector output, long row, BusinessClock clock, long[] values);
    }

    private static DuckDBScalarFunction ofNumbers(List<Supplier<BusinessClock>> clocks, Numbers numbers) {
        return ofRows(clocks, (output, row, clock, values) -> {
            try {
                output.setLong(row, numbers.of(clock, values));
            } catch (DateTimeException e) {
                throw CallbackFailure.of(
                        new ClassifiedException(ErrorKind.TIME_RANGE, String.valueOf(e.getMessage())), "");
            }
        });
    }

    private static DuckDBScalarFunction ofHolidays(List<Supplier<BusinessClock>> clocks) {
        return ofRows(clocks, (output, row, clock, values) -> {
            Optional<String> name = clock.holiday(values[0]);
            if (name.isPresent()) {
                output.setString(row, name.get());
            } else {
                output.setNull(row);
            }
        });
    }

    /** Reads the numbers of each row, and the place of its schedule behind them. */
    private static DuckDBScalarFunction ofRows(List<Supplier<BusinessClock>> clocks, RowWriter writer) {
        return (input, output) -> {
            int last = (int) input.columnCount() - 1;
            List<DuckDBReadableVector> numbers =
                    IntStream.range(0, last).mapToObj(input::vector).toList();
            DuckDBReadableVector places = input.vector(last);
            long[] values = new long[last];
            for (long row = 0; row < input.rowCount(); row++) {
                if (hasNull(numbers, places, row)) {
                    output.setNull(row);
                } else {
                    for (int index = 0; index < last; index++) {
                        values[index] = numbers.get(index).getLong(row);
                    }
                    writer.write(output, row, clocks.get(places.getInt(row)).get(), values);
                }
            }
        };
    }

    private static boolean hasNull(List<DuckDBReadableVector> numbers, DuckDBReadableVector places, long row) {
        boolean isNull = places.isNull(row);
        for (DuckDBReadableVector vector : numbers) {
            isNull = isNull || vector.isNull(row);
        }
        return isNull;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScheduleEngineFunctions functions
                && functions.name().equals(name());
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }
}
