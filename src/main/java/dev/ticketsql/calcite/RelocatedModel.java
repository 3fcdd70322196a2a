package dev.ticketsql.calcite;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.calcite.model.JsonCustomSchema;
import org.apache.calcite.model.JsonCustomTable;
import org.apache.calcite.model.JsonFunction;
import org.apache.calcite.model.JsonJdbcSchema;
import org.apache.calcite.model.JsonLattice;
import org.apache.calcite.model.JsonMapSchema;
import org.apache.calcite.model.JsonSchema;
import org.apache.calcite.model.ModelHandler;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** Reads a model in the single jar: Calcite's own classes have their usual names in it. */
public final class RelocatedModel extends ModelHandler {

    private RelocatedModel(SchemaPlus root, String file) throws IOException {
        super(root, file);
    }

    /**
     * Reads {@code file} into {@code root}, in the single jar and elsewhere.
     *
     * @return what knows the model's default schema
     * @throws IOException if the file cannot be read, or is no model
     */
    public static ModelHandler read(SchemaPlus root, String file) throws IOException {
        return RelocatedClasses.areHere() ? new RelocatedModel(root, file) : new ModelHandler(root, file);
    }

    @Override
    public void visit(JsonCustomSchema schema) {
        String factory = RelocatedClasses.nameOf(schema.factory);
        if (!RelocatedClasses.isOf(factory, SchemaFactory.class)) {
            throw new IllegalArgumentException("factory '" + schema.factory.replaceFirst(".*\\.", "") + "' of schema '"
                    + schema.name + "' does not work in the single jar, which has the factories of calcite-core alone:"
                    + " use the Maven artifact dev.ticketsql:ticketsql, with the factory's library beside it");
        }
        JsonCustomSchema renamed = new JsonCustomSchema(
                schema.name, schema.path, schema.cache, schema.autoLattice, factory, renamed(schema.operand));
        copyMembers(schema, renamed);
        super.visit(renamed);
    }

    @Override
    public void visit(JsonJdbcSchema schema) {
        JsonJdbcSchema renamed = new JsonJdbcSchema(
                schema.name,
                schema.path,
                schema.cache,
                schema.autoLattice,
                schema.jdbcDriver,
                schema.sqlDialectFactory == null ? null : RelocatedClasses.nameOf(schema.sqlDialectFactory),
                schema.jdbcUrl,
                schema.jdbcUser,
                schema.jdbcPassword,
                schema.jdbcCatalog,
                schema.jdbcSchema);
        copyMembers(schema, renamed);
        super.visit(renamed);
    }

    @Override
    public void visit(JsonCustomTable table) {
        JsonCustomTable renamed = new JsonCustomTable(
                table.name, table.stream, RelocatedClasses.nameOf(table.factory), renamed(table.operand));
        renamed.columns.addAll(table.columns);
        super.visit(renamed);
    }

    @Override
    public void visit(JsonFunction function) {
        super.visit(new JsonFunction(
                function.name, RelocatedClasses.nameOf(function.className), function.methodName, function.path));
    }

    @Override
    public void visit(JsonLattice lattice) {
        JsonLattice renamed = new JsonLattice(
                lattice.name,
                lattice.sql,
                lattice.auto,
                lattice.algorithm,
                lattice.algorithmMaxMillis,
                lattice.rowCountEstimate,
                lattice.statisticProvider == null ? null : RelocatedClasses.nameOf(lattice.statisticProvider),
                lattice.defaultMeasures);
        renamed.tiles.addAll(lattice.tiles);
        super.visit(renamed);
    }

    private static void copyMembers(JsonMapSchema from, JsonMapSchema to) {
        copyMembers((JsonSchema) from, to);
        to.tables.addAll(from.tables);
        to.types.addAll(from.types);
        to.functions.addAll(from.functions);
    }

    private static void copyMembers(JsonSchema from, JsonSchema to) {
        to.materializations.addAll(from.materializations);
        to.lattices.addAll(from.lattices);
    }

    /** An operand may name a class, as {@code dataSource} and {@code sqlDialectFactory} of a JDBC schema do. */
    private static @Nullable Map<String, Object> renamed(@Nullable Map<String, Object> operand) {
        if (operand == null) {
            return null;
        }
        Map<String, Object> renamed = new LinkedHashMap<>(operand);
        renamed.replaceAll((name, value) -> value instanceof String text ? RelocatedClasses.nameOf(text) : value);
        return renamed;
    }
}
