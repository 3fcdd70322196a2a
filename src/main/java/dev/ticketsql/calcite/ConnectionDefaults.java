package dev.ticketsql.calcite;

import dev.ticketsql.calcite.function.TicketSqlTypeSystem;
import dev.ticketsql.calcite.parser.LenientParserFactory;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * Sets Calcite's connection properties for PostgreSQL and MySQL users and their tools: instants in UTC, unquoted names
 * with their case kept and ignored, lenient SQL.
 */
public final class ConnectionDefaults {

    private ConnectionDefaults() {}

    /** Returns Calcite's connection properties, for the caller to change. */
    public static Properties properties() {
        Properties defaults = new Properties();
        set(defaults, CalciteConnectionProperty.TIME_ZONE, "UTC");
        set(defaults, CalciteConnectionProperty.LEX, Lex.MYSQL_ANSI.name());
        set(defaults, CalciteConnectionProperty.PARSER_FACTORY, LenientParserFactory.class.getName() + "#FACTORY");
        set(defaults, CalciteConnectionProperty.TYPE_SYSTEM, TicketSqlTypeSystem.class.getName() + "#INSTANCE");
        set(defaults, CalciteConnectionProperty.CONFORMANCE, SqlConformanceEnum.LENIENT.name());
        set(defaults, CalciteConnectionProperty.FUN, "standard,postgresql");
        return defaults;
    }

    private static void set(Properties properties, CalciteConnectionProperty property, String value) {
        properties.setProperty(property.camelName(), value);
    }
}
