package dev.ticketsql.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the rows of {@link DatabaseMetaData#getTypeInfo}: the types to which CAST converts. */
public final class TypeRows {

    private static final int MAX_DIGITS = 38;
    private static final int MAX_LENGTH = 65_536;
    private static final int MAX_FRACTION = 3;

    /**
     * A type.
     *
     * @param maxScale digits of a fraction at most
     * @param prefix of a literal
     * @param suffix of a literal
     * @param parameters of a declaration
     */
    private record Type(
            ColumnType type,
            int maxScale,
            Optional<String> prefix,
            Optional<String> suffix,
            Optional<String> parameters) {

        static Type number(int code, String name) {
            return new Type(new ColumnType(code, name, -1, 0), 0, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Type quoted(int code, String name, int precision, String prefix, String suffix) {
            return new Type(
                    new ColumnType(code, name, precision, 0),
                    0,
                    Optional.of(prefix),
                    Optional.of(suffix),
                    Optional.empty());
        }

        Type of(String declaration) {
            return new Type(type, maxScale, prefix, suffix, Optional.of(declaration));
        }

        Type ofScale(int digits) {
            return new Type(type, digits, prefix, suffix, parameters);
        }

        private List<@Nullable Object> row() {
            return TableRows.row(
                    type.name(),
                    type.code(),
                    type.size(),
                    prefix.orElse(null),
                    suffix.orElse(null),
                    parameters.orElse(null),
                    (short) DatabaseMetaData.typeNullable,
                    type.isText(),
                    (short) (type.isText() ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic),
                    !type.isNumber(),
                    false,
                    false,
                    type.name(),
                    (short) 0,
                    (short) maxScale,
                    null,
                    null,
                    TableRows.orNull(type.radix()));
        }
    }

    /** By the number of the type; the first of several is nearest to it. */
    private static final List<Type> TYPES = List.of(
            Type.number(Types.TINYINT, "TINYINT"),
            Type.number(Types.BIGINT, "BIGINT"),
            Type.quoted(Types.VARBINARY, "VARBINARY", -1, "X'", "'").of("length"),
            Type.quoted(Types.BINARY, "BINARY", MAX_LENGTH, "X'", "'").of("length"),
            Type.quoted(Types.CHAR, "CHAR", MAX_LENGTH, "'", "'").of("length"),
            new Type(
                            new ColumnType(Types.DECIMAL, "DECIMAL", MAX_DIGITS, 0),
                            MAX_DIGITS,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())
                    .of("precision,scale"),
            Type.number(Types.INTEGER, "INTEGER"),
            Type.number(Types.SMALLINT, "SMALLINT"),
            Type.number(Types.FLOAT, "FLOAT"),
            Type.number(Types.REAL, "REAL"),
            Type.number(Types.DOUBLE, "DOUBLE"),
            Type.quoted(Types.VARCHAR, "VARCHAR", -1, "'", "'").of("length"),
            Type.number(Types.BOOLEAN, "BOOLEAN"),
            Type.quoted(Types.DATE, "DATE", -1, "DATE '", "'"),
            Type.quoted(Types.TIME, "TIME", MAX_FRACTION, "TIME '", "'")
                    .of("precision")
                    .ofScale(MAX_FRACTION),
            Type.quoted(Types.TIMESTAMP, "TIMESTAMP", MAX_FRACTION, "TIMESTAMP '", "'")
                    .of("precision")
                    .ofScale(MAX_FRACTION),
            interval("DAY TO SECOND"),
            interval("DAY"),
            interval("HOUR"),
            interval("MINUTE"),
            interval("SECOND"),
            interval("YEAR TO MONTH"),
            interval("YEAR"),
            interval("MONTH"));

    private TypeRows() {}

    private static Type interval(String unit) {
        return Type.quoted(Types.OTHER, "INTERVAL " + unit, -1, "INTERVAL '", "' " + unit);
    }

    /** Rows of {@code getTypeInfo}. */
    public static List<List<@Nullable Object>> all() {
        return TYPES.stream().map(Type::row).toList();
    }

    /** Whether {@code {fn CONVERT(x, type)}} converts one type of {@link Types} to another. */
    public static boolean isConverted(int from, int to) {
        return family(from) != Family.OTHER
                && family(to) != Family.OTHER
                && (family(from) == family(to)
                        || family(from) == Family.TEXT
                        || family(to) == Family.TEXT
                        || (family(from) == Family.DATE && family(to) == Family.TIMESTAMP)
                        || (family(from) == Family.TIMESTAMP
                                && family(to) != Family.NUMBER
                                && family(to) != Family.BOOLEAN));
    }

    private enum Family {
        NUMBER,
        TEXT,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP,
        OTHER
    }

    private static Family family(int type) {
        ColumnType described = new ColumnType(type, "", -1, 0);
        if (described.isNumber()) {
            return Family.NUMBER;
        }
        return switch (type) {
            case Types.CHAR, Types.VARCHAR -> Family.TEXT;
            case Types.BOOLEAN -> Family.BOOLEAN;
            case Types.DATE -> Family.DATE;
            case Types.TIME -> Family.TIME;
            case Types.TIMESTAMP -> Family.TIMESTAMP;
            default -> Family.OTHER;
        };
    }
}
