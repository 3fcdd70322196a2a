package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.jdbc.metadata.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.SchemaPlus;

/** Lists the schemas of a connection that are ours: one for each account. */
final class AccountSchemas {

    /** Standard state: no such schema. */
    private static final String NO_SCHEMA_STATE = "3F000";

    private AccountSchemas() {}

    static List<ZendeskSchema> of(Connection connection) throws SQLException {
        SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
        return CalciteSchema.from(root).getSubSchemaMap().values().stream()
                .map(schema -> schema.schema)
                .filter(ZendeskSchema.class::isInstance)
                .map(ZendeskSchema.class::cast)
                .toList();
    }

    /**
     * Requires a schema of {@code root}.
     *
     * @throws SQLException naming those that there are
     */
    static void require(SchemaPlus root, String name) throws SQLException {
        if (!Catalog.schemas(root).contains(name)) {
            throw new SQLException(
                    "schema '" + name + "' does not exist; use one of: " + String.join(", ", Catalog.schemas(root)),
                    NO_SCHEMA_STATE);
        }
    }
}
