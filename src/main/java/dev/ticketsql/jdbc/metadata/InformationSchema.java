package dev.ticketsql.jdbc.metadata;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * The standard's {@code information_schema}, with the columns that programs read of PostgreSQL's: schemas, tables,
 * columns and keys of the connection's {@link Catalog}. Reading it makes no request.
 */
public final class InformationSchema extends AbstractSchema {

    /** Name of the schema. */
    public static final String NAME = "information_schema";

    private final Map<String, Table> tables;

    private InformationSchema(Map<String, Table> tables) {
        this.tables = Map.copyOf(tables);
    }

    /** Makes the schema over all schemas of {@code connection}, itself included. */
    public static InformationSchema of(CalciteConnection connection) {
        Map<String, Table> tables = new HashMap<>();
        for (SchemaView view : SchemaView.values()) {
            tables.put(view.viewName(), new SchemaViewTable(view, () -> Catalog.of(connection)));
        }
        return new InformationSchema(tables);
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return tables;
    }
}
