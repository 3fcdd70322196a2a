package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.function.TicketSqlTypeSystem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** Translates type names of PostgreSQL and others to the standard's. JSON is text, as in all functions. */
final class TypeNames {

    private static final Map<String, SqlTypeName> NAMES = Map.ofEntries(
            Map.entry("TEXT", SqlTypeName.VARCHAR),
            Map.entry("STRING", SqlTypeName.VARCHAR),
            Map.entry("JSON", SqlTypeName.VARCHAR),
            Map.entry("JSONB", SqlTypeName.VARCHAR),
            Map.entry("INT2", SqlTypeName.SMALLINT),
            Map.entry("INT4", SqlTypeName.INTEGER),
            Map.entry("INT8", SqlTypeName.BIGINT),
            Map.entry("INT64", SqlTypeName.BIGINT),
            Map.entry("FLOAT4", SqlTypeName.REAL),
            Map.entry("FLOAT8", SqlTypeName.DOUBLE),
            Map.entry("FLOAT64", SqlTypeName.DOUBLE),
            Map.entry("BOOL", SqlTypeName.BOOLEAN),
            Map.entry("DATETIME", SqlTypeName.TIMESTAMP));

    private TypeNames() {}

    static SqlDataTypeSpec standard(SqlDataTypeSpec type) {
        SqlTypeNameSpec name = standard(type.getTypeNameSpec());
        return name == type.getTypeNameSpec() ? type : new SqlDataTypeSpec(name, type.getParserPosition());
    }

    private static SqlTypeNameSpec standard(SqlTypeNameSpec name) {
        if (name instanceof SqlCollectionTypeNameSpec collection) {
            SqlTypeNameSpec element = standard(collection.getElementTypeName());
            return element == collection.getElementTypeName()
                    ? name
                    : new SqlCollectionTypeNameSpec(
                            element, SqlTypeName.valueOf(name.getTypeName().getSimple()), name.getParserPos());
        }
        if (name instanceof SqlBasicTypeNameSpec basic
                && basic.getTypeName().getSimple().equals(SqlTypeName.DECIMAL.name())
                && basic.getPrecision() < 0) {
            return TicketSqlTypeSystem.freeDecimal(name.getParserPos());
        }
        return name instanceof SqlUserDefinedTypeNameSpec && name.getTypeName().isSimple()
                ? Optional.ofNullable(NAMES.get(name.getTypeName().getSimple().toUpperCase(Locale.ROOT)))
                        .<SqlTypeNameSpec>map(standard -> new SqlBasicTypeNameSpec(standard, name.getParserPos()))
                        .orElse(name)
                : name;
    }
}
