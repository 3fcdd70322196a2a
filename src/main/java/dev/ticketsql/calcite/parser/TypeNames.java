package dev.ticketsql.calcite.parser;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types of PostgreSQL and others that the standard has under another name. */
final class TypeNames {

    private static final Map<String, SqlTypeName> NAMES = Map.ofEntries(
            Map.entry("TEXT", SqlTypeName.VARCHAR),
            Map.entry("STRING", SqlTypeName.VARCHAR),
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
        SqlTypeNameSpec name = type.getTypeNameSpec();
        if (!(name instanceof SqlUserDefinedTypeNameSpec) || !name.getTypeName().isSimple()) {
            return type;
        }
        return Optional.ofNullable(NAMES.get(name.getTypeName().getSimple().toUpperCase(Locale.ROOT)))
                .map(standard -> new SqlDataTypeSpec(
                        new SqlBasicTypeNameSpec(standard, name.getParserPos()), type.getParserPosition()))
                .orElse(type);
    }
}
