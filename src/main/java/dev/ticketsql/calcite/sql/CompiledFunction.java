package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.JavaFunction;
import dev.ticketsql.event.CallbackFailure;
import dev.ticketsql.event.SurrogateHalf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.SchemaPlus;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of DuckDB for an expression that DuckDB lacks. Calcite's code generator compiles it, DuckDB calls
 * it for 2,048 rows at a time. Its name is a digest of the expression and its types, so that an engine needs the same
 * function once for all statements. Immutable.
 */
public final class CompiledFunction implements JavaFunction {

    private static final int NAME_BYTES = 12;

    private final String name;
    private final RexNode body;
    private final List<RelDataType> parameters;
    private final RexBuilder rexBuilder;
    private final String operator;
    private final boolean isVolatile;

    private CompiledFunction(
            String name, RexNode body, List<RelDataType> parameters, RexBuilder rexBuilder, String operator) {
        this.name = name;
        this.body = body;
        this.parameters = List.copyOf(parameters);
        this.rexBuilder = rexBuilder;
        this.operator = operator;
        this.isVolatile = !RexUtil.isDeterministic(body);
    }

    /**
     * The function that computes {@code body}.
     *
     * @param body refers to its parameters as to the columns of a row
     * @param operator its name in the statement, for messages
     */
    static CompiledFunction of(RexNode body, List<RelDataType> parameters, RexBuilder rexBuilder, String operator) {
        String text = body + " of "
                + parameters.stream().map(RelDataType::getFullTypeString).collect(Collectors.joining(", "))
                + " to " + body.getType().getFullTypeString();
        return new CompiledFunction("ts_" + digest(text), body, parameters, rexBuilder, operator);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(SurrogateHalf.refusedIn(text, "a call of the statement")
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Name of the function in DuckDB's SQL. */
    @Override
    public String name() {
        return name;
    }

    /**
     * Compiles the expression and registers it in the engine behind {@code connection}, for all connections to it.
     *
     * @throws SQLException if the engine refuses the function
     * @throws UnsupportedSqlException if Calcite has no code for it
     */
    @Override
    public void register(Connection connection) throws SQLException {
        Body compiled = compile();
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name).withVectorizedFunction(compiled);
            for (RelDataType parameter : parameters) {
                try (DuckDBLogicalType type = UdfType.of(parameter).logicalType()) {
                    builder.withParameter(type);
                }
            }
            try (DuckDBLogicalType type = UdfType.of(body.getType()).logicalType()) {
                builder.withReturnType(type);
            }
            if (isVolatile) {
                builder.withVolatile();
            }
            builder.register(connection);
        }
    }

    private Body compile() {
        RelDataTypeFactory.Builder row = rexBuilder.getTypeFactory().builder();
        for (int index = 0; index < parameters.size(); index++) {
            row.add("p" + index, rexBuilder.getTypeFactory().createTypeWithNullability(parameters.get(index), true));
        }
        try {
            return new Body(
                    operator,
                    RexExecutorImpl.getExecutable(rexBuilder, List.of(body), row.build())
                            .getFunction(),
                    parameters.stream().map(UdfType::of).toList(),
                    UdfType.of(body.getType()),
                    (JavaTypeFactory) rexBuilder.getTypeFactory());
        } catch (RuntimeException e) {
            throw new UnsupportedSqlException("TicketSQL cannot compute " + operator + " of these arguments: "
                    + "write it in another way, or CAST what it is given");
        }
    }

    /**
     * Runs the compiled expression over the rows of a chunk. Each call has its own row, so that DuckDB's threads may
     * share it.
     */
    private static final class Body implements DuckDBScalarFunction {

        private final String operator;
        private final Function1<DataContext, @Nullable Object @Nullable []> function;
        private final List<UdfType> parameters;
        private final UdfType result;
        private final JavaTypeFactory types;

        Body(
                String operator,
                Function1<DataContext, @Nullable Object @Nullable []> function,
                List<UdfType> parameters,
                UdfType result,
                JavaTypeFactory types) {
            this.operator = operator;
            this.function = function;
            this.parameters = parameters;
            this.result = result;
            this.types = types;
        }

        private @Nullable Object computed(DataContext row) {
            try {
                @Nullable Object @Nullable [] values = function.apply(row);
                @Nullable Object value = values == null ? null : values[0];
                return value instanceof String text ? SurrogateHalf.refusedIn(text, "its result") : value;
            } catch (RuntimeException e) {
                throw CallbackFailure.of(e, Character.isLetter(operator.charAt(0)) ? operator + ": " : "");
            }
        }

        @Override
        public void apply(DuckDBDataChunkReader input, DuckDBWritableVector output) {
            List<DuckDBReadableVector> vectors = new ArrayList<>(parameters.size());
            for (int index = 0; index < parameters.size(); index++) {
                vectors.add(input.vector(index));
            }
            @Nullable Object[] row = new Object[parameters.size()];
            Row context = new Row(row, types);
            for (long place = 0; place < input.rowCount(); place++) {
                for (int index = 0; index < row.length; index++) {
                    row[index] = parameters.get(index).readOrNull(vectors.get(index), place);
                }
                result.writeOrNull(output, place, computed(context));
            }
        }
    }

    /** Input row of Calcite's generated code. */
    private static final class Row implements DataContext {

        private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

        private final @Nullable Object[] values;
        private final JavaTypeFactory types;

        Row(@Nullable Object[] values, JavaTypeFactory types) {
            this.values = values;
            this.types = types;
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "inputRecord" -> values;
                case "timeZone" -> UTC;
                case "locale" -> Locale.ROOT;
                default -> null;
            };
        }

        @Override
        public @Nullable SchemaPlus getRootSchema() {
            return null;
        }

        @Override
        public JavaTypeFactory getTypeFactory() {
            return types;
        }

        @Override
        public QueryProvider getQueryProvider() {
            throw new UnsupportedOperationException("a function reads no tables");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompiledFunction function && function.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + " = " + body;
    }
}
