package dev.ticketsql.calcite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ModifiableTable;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Table of records that this process keeps; reading it makes no request. Calcite runs all operators over it. */
final class RecordsTable extends AbstractTable implements ScannableTable {

    private static final int SECONDS = 0;
    private static final int MILLISECONDS = 3;

    /** Reads the records when rows are requested. */
    @FunctionalInterface
    interface Rows {

        /** Returns rows in Calcite's representation: a timestamp is epoch milliseconds. */
        List<@Nullable Object[]> read() throws IOException;
    }

    /** Type of a column. */
    enum Kind {
        INSTANT(SqlTypeName.TIMESTAMP, Optional.of(SECONDS)),
        EXACT_INSTANT(SqlTypeName.TIMESTAMP, Optional.of(MILLISECONDS)),
        NUMBER(SqlTypeName.BIGINT, Optional.empty()),
        SMALL_NUMBER(SqlTypeName.INTEGER, Optional.empty()),
        TEXT(SqlTypeName.VARCHAR, Optional.empty());

        private final SqlTypeName type;
        private final Optional<Integer> precision;

        Kind(SqlTypeName type, Optional<Integer> precision) {
            this.type = type;
            this.precision = precision;
        }

        private RelDataType type(RelDataTypeFactory types) {
            return precision
                    .map(digits -> types.createSqlType(type, digits))
                    .orElseGet(() -> types.createSqlType(type));
        }
    }

    /**
     * A column.
     *
     * @param nullable whether some rows have nothing in it
     */
    record Column(String name, Kind kind, boolean nullable) {

        static Column of(String name, Kind kind) {
            return new Column(name, kind, false);
        }

        static Column orNull(String name, Kind kind) {
            return new Column(name, kind, true);
        }
    }

    private final String name;
    private final List<Column> columns;
    private final Rows rows;

    RecordsTable(String name, List<Column> columns, Rows rows) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        columns.forEach(
                column -> row.add(column.name(), column.kind().type(types)).nullable(column.nullable()));
        return row.build();
    }

    /** Refuses a modifiable table, the first request of every statement that writes. */
    @Override
    public <C> @Nullable C unwrap(Class<C> aspect) {
        if (aspect == ModifiableTable.class) {
            throw ReadOnlyTables.refusal(name, "TicketSQL keeps it");
        }
        return super.unwrap(aspect);
    }

    @Override
    public Enumerable<@Nullable Object[]> scan(DataContext root) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object[]> enumerator() {
                try {
                    return Linq4j.enumerator(rows.read());
                } catch (IOException e) {
                    throw new UncheckedIOException(e.getMessage(), e);
                }
            }
        };
    }
}
