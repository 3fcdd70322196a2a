package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.sql.SQLException;
import java.util.Locale;

/** Names of the types that elements of arrays may have, which programs write as PostgreSQL does. */
public final class ArrayTypes {

    /** PostgreSQL's state: there is no such type. */
    private static final String TYPE_STATE = ErrorKind.NO_SUCH_NAME.sqlState();

    private ArrayTypes() {}

    /**
     * The standard's name of a type.
     *
     * @throws SQLException if there are no arrays of it
     */
    public static String standard(String name) throws SQLException {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "VARCHAR", "TEXT", "CHAR", "CHARACTER VARYING", "BPCHAR" -> "VARCHAR";
            case "SMALLINT", "INT2", "INTEGER", "INT", "INT4" -> "INTEGER";
            case "BIGINT", "INT8" -> "BIGINT";
            case "DOUBLE", "DOUBLE PRECISION", "FLOAT8" -> "DOUBLE";
            case "BOOLEAN", "BOOL" -> "BOOLEAN";
            default ->
                throw new SQLException(
                        "there are no arrays of " + name + "; they are of VARCHAR, INTEGER, BIGINT, DOUBLE or BOOLEAN",
                        TYPE_STATE);
        };
    }
}
