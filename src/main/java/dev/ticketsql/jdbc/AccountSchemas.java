package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.metadata.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    /**
     * Finds a schema of {@code root}. Upper and lower case are one, unless two schemas differ by it.
     *
     * @return its name as the schema has it
     * @throws SQLException naming those that there are
     */
    static String require(SchemaPlus root, String name) throws SQLException {
        if (Catalog.schemas(root).contains(name)) {
            return name;
        }
        Set<String> names = new TreeSet<>(Catalog.schemas(root));
        List<String> alike = names.stream().filter(name::equalsIgnoreCase).toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        throw ErrorKind.NO_SUCH_SCHEMA.exception(
                "schema '" + name + "' does not exist; use one of: " + String.join(", ", names));
    }
}
