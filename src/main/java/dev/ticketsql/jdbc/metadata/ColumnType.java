package dev.ticketsql.jdbc.metadata;

import java.sql.Types;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Type of a column as JDBC describes it. Columns of tables, of results and of parameters are described by this class,
 * so that they agree.
 *
 * @param code of {@link java.sql.Types}
 * @param name as CAST spells it, without its precision
 * @param precision of the declaration: characters of a text, digits of a decimal, digits of a time's fraction; not
 *     positive without one
 * @param scale digits of a decimal's fraction
 */
public record ColumnType(int code, String name, int precision, int scale) {

    /** Size of what has no limit. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** Bytes of a character of UTF-8 at most. */
    private static final int MAX_BYTES = 4;

    /** Characters of the longest interval, as of PostgreSQL's driver. */
    private static final int INTERVAL_LENGTH = 49;

    private static final int DECIMAL_RADIX = 10;

    /**
     * Describes a type that Calcite has named.
     *
     * @param code of {@link java.sql.Types}; NULL is text, as PostgreSQL types it
     * @param name as Calcite writes it, {@code BIGINT NOT NULL ARRAY} or {@code TIMESTAMP(0)}
     */
    public static ColumnType of(int code, String name, int precision, int scale) {
        if (code == Types.NULL) {
            return new ColumnType(Types.VARCHAR, "VARCHAR", -1, 0);
        }
        String bare = name.replace(" NOT NULL", "").replaceAll("\\(\\d+(, ?-?\\d+)?\\)", "");
        boolean hasWords = bare.startsWith("INTERVAL_") || bare.startsWith("TIMESTAMP_") || bare.startsWith("TIME_");
        return new ColumnType(code, hasWords ? bare.replace('_', ' ') : bare, precision, Math.max(0, scale));
    }

    /** Describes the type of a table's column. */
    public static ColumnType of(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return of(
                name.getJdbcOrdinal(),
                type.getComponentType() == null ? name.getName() : type.toString(),
                name.allowsPrec() || type.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
                        ? type.getPrecision()
                        : RelDataType.PRECISION_NOT_SPECIFIED,
                name.allowsScale() ? type.getScale() : 0);
    }

    /** The same type for a column that no table has: texts written in a statement are of no fixed length. */
    public ColumnType ofExpression() {
        String varying = name.replaceFirst("^CHAR(?= |$)", "VARCHAR");
        return new ColumnType(code == Types.CHAR ? Types.VARCHAR : code, varying, precision, scale);
    }

    /** Whether it is text. */
    public boolean isText() {
        return code == Types.CHAR || code == Types.VARCHAR;
    }

    /** Whether it is a number, which has a sign. */
    public boolean isNumber() {
        return switch (code) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> true;
            default -> false;
        };
    }

    private boolean isInterval() {
        return name.startsWith("INTERVAL");
    }

    /**
     * The size by JDBC's definition: decimal digits of a number, characters of a text, of a time and of an interval.
     */
    public int size() {
        return switch (code) {
            case Types.BOOLEAN -> 1;
            case Types.TINYINT -> 3;
            case Types.SMALLINT -> 5;
            case Types.INTEGER -> 10;
            case Types.BIGINT -> 19;
            case Types.REAL -> 7;
            case Types.FLOAT, Types.DOUBLE -> 15;
            case Types.DECIMAL, Types.NUMERIC -> Math.max(0, precision);
            case Types.DATE -> "yyyy-mm-dd".length();
            case Types.TIME -> "hh:mm:ss".length() + fractionLength();
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> "yyyy-mm-dd hh:mm:ss".length() + fractionLength();
            case Types.OTHER -> isInterval() ? INTERVAL_LENGTH : UNLIMITED;
            default -> precision <= 0 ? UNLIMITED : precision;
        };
    }

    private int fractionLength() {
        return precision <= 0 ? 0 : 1 + precision;
    }

    /** Characters of the longest value as text. */
    public int displaySize() {
        int signAndPoint = 2;
        return switch (code) {
            case Types.BOOLEAN -> "false".length();
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> 1 + size();
            case Types.REAL -> "-1.1754944E-38".length();
            case Types.FLOAT, Types.DOUBLE -> "-2.2250738585072014E-308".length();
            case Types.DECIMAL, Types.NUMERIC -> signAndPoint + size();
            default -> size();
        };
    }

    /** Digits of the fraction of an exact number or of a time; empty of other types. */
    public OptionalInt fractionDigits() {
        return switch (code) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> OptionalInt.of(0);
            case Types.DECIMAL, Types.NUMERIC -> OptionalInt.of(scale);
            case Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> OptionalInt.of(Math.max(0, precision));
            default -> OptionalInt.empty();
        };
    }

    /** The radix in which a number's size is counted; empty of other types. */
    public OptionalInt radix() {
        return isNumber() ? OptionalInt.of(DECIMAL_RADIX) : OptionalInt.empty();
    }

    /** Bytes of the longest text; empty of other types. */
    public OptionalInt octetLength() {
        return isText()
                ? OptionalInt.of(size() > UNLIMITED / MAX_BYTES ? UNLIMITED : MAX_BYTES * size())
                : OptionalInt.empty();
    }

    /** Name of the class of which {@code getObject} makes its values. */
    public String className() {
        return switch (code) {
            case Types.BOOLEAN -> Boolean.class.getName();
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Integer.class.getName();
            case Types.BIGINT -> Long.class.getName();
            case Types.REAL -> Float.class.getName();
            case Types.FLOAT, Types.DOUBLE -> Double.class.getName();
            case Types.DECIMAL, Types.NUMERIC -> java.math.BigDecimal.class.getName();
            case Types.CHAR, Types.VARCHAR -> String.class.getName();
            case Types.BINARY, Types.VARBINARY -> byte[].class.getName();
            case Types.DATE -> java.sql.Date.class.getName();
            case Types.TIME -> java.sql.Time.class.getName();
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> java.sql.Timestamp.class.getName();
            case Types.ARRAY -> java.sql.Array.class.getName();
            default -> intervalClass();
        };
    }

    private String intervalClass() {
        if (!isInterval()) {
            return Object.class.getName();
        }
        boolean isOfMonths = name.contains("YEAR") || name.contains("MONTH");
        return isOfMonths ? java.time.Period.class.getName() : java.time.Duration.class.getName();
    }
}
