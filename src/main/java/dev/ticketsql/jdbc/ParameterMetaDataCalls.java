package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.metadata.ColumnType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers {@link ParameterMetaData}: the type of each parameter as that of a column. */
final class ParameterMetaDataCalls extends JdbcCalls {

    private final ParameterMetaData metadata;

    ParameterMetaDataCalls(ParameterMetaData metadata, JdbcCalls origin) {
        super(ParameterMetaData.class, metadata, Optional.of(origin));
        this.metadata = metadata;
    }

    @Override
    @Nullable
    Object proxied(@Nullable Object result, Class<?> type) {
        return result;
    }

    private ColumnType type(int parameter) throws SQLException {
        return (ColumnType) Objects.requireNonNull(call(() -> ColumnType.of(
                        metadata.getParameterType(parameter),
                        metadata.getParameterTypeName(parameter),
                        metadata.getPrecision(parameter),
                        metadata.getScale(parameter))
                .ofExpression()));
    }

    @JdbcMethod
    public int getParameterType(int parameter) throws SQLException {
        return type(parameter).code();
    }

    @JdbcMethod
    public String getParameterTypeName(int parameter) throws SQLException {
        return type(parameter).name();
    }

    @JdbcMethod
    public String getParameterClassName(int parameter) throws SQLException {
        return type(parameter).className();
    }

    @JdbcMethod
    public int getPrecision(int parameter) throws SQLException {
        return type(parameter).size();
    }

    @JdbcMethod
    public int getScale(int parameter) throws SQLException {
        return type(parameter).fractionDigits().orElse(0);
    }

    @JdbcMethod
    public boolean isSigned(int parameter) throws SQLException {
        return type(parameter).isNumber();
    }

    @JdbcMethod
    public int isNullable(int parameter) throws SQLException {
        type(parameter);
        return ParameterMetaData.parameterNullable;
    }
}
