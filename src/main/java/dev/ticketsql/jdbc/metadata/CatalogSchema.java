package dev.ticketsql.jdbc.metadata;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * The catalog as Calcite finds it in names of three parts, {@code ticketsql.zendesk.ticket_events}, which programs make
 * of what metadata says. It holds the schemas beside it, and is listed nowhere.
 */
public final class CatalogSchema extends AbstractSchema {

    private final CalciteSchema root;

    private CatalogSchema(CalciteSchema root) {
        this.root = root;
    }

    /** Adds the catalog to {@code root}, unless a model has a schema of its name. */
    public static void addTo(SchemaPlus root) {
        CalciteSchema schema = CalciteSchema.from(root);
        if (schema.getSubSchema(Catalog.NAME, false) == null) {
            root.add(Catalog.NAME, new CatalogSchema(schema));
        }
    }

    /** The schemas beside it, with the views that a model adds to them. */
    @Override
    protected Map<String, Schema> getSubSchemaMap() {
        Map<String, Schema> schemas = new HashMap<>();
        root.getSubSchemaMap().forEach((name, schema) -> {
            if (schema.schema != this) {
                schemas.put(name, schema.plus());
            }
        });
        return schemas;
    }
}
