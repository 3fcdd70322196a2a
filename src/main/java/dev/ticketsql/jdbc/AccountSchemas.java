package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.lookup.LikePattern;

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

    /**
     * Requires a schema of {@code root}.
     *
     * @throws SQLException naming those that there are
     */
    static void require(SchemaPlus root, String name) throws SQLException {
        if (root.subSchemas().get(name) == null) {
            throw ErrorKind.NO_SUCH_SCHEMA.exception("schema '" + name + "' does not exist; use one of: "
                    + String.join(", ", root.subSchemas().getNames(LikePattern.any())));
        }
    }
}
