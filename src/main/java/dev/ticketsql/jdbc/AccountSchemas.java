package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.SchemaPlus;

/** Lists the schemas of a connection that are ours: one for each account. */
final class AccountSchemas {

    private AccountSchemas() {}

    static List<ZendeskSchema> of(Connection connection) throws SQLException {
        SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
        return CalciteSchema.from(root).getSubSchemaMap().values().stream()
                .map(schema -> schema.schema)
                .filter(ZendeskSchema.class::isInstance)
                .map(ZendeskSchema.class::cast)
                .toList();
    }
}
