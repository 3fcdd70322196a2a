package dev.ticketsql.calcite;

import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.event.ProductVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.jdbc.CalcitePrepare;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Names that a connection has of its own: user, catalog, schema and version. They are written into the plan, since the
 * engine has names of its own.
 */
public final class SessionNames {

    /** The catalog of every connection. */
    public static final String CATALOG = "ticketsql";

    private final Map<String, Optional<String>> values;

    private SessionNames(Map<String, Optional<String>> values) {
        this.values = values;
    }

    static SessionNames of(CalcitePrepare.Context context) {
        List<String> path = context.getDefaultSchemaPath();
        Optional<String> schema = path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1));
        Optional<String> user = user(context.getRootSchema(), schema.orElse(null));
        return new SessionNames(Map.ofEntries(
                Map.entry("CURRENT_USER", user),
                Map.entry("SESSION_USER", user),
                Map.entry("SYSTEM_USER", user),
                Map.entry("USER", user),
                Map.entry("CURRENT_ROLE", user),
                Map.entry("CURRENT_CATALOG", Optional.of(CATALOG)),
                Map.entry("CURRENT_SCHEMA", schema),
                Map.entry("CURRENT_PATH", schema),
                Map.entry("VERSION", Optional.of(ProductVersion.NAME + " " + ProductVersion.text()))));
    }

    /**
     * Returns who asks the account of {@code schema}, or else of the first schema that is an account's; empty if none
     * is.
     */
    public static Optional<String> user(CalciteSchema root, @Nullable String schema) {
        Map<String, CalciteSchema> schemas = root.getSubSchemaMap();
        return Optional.ofNullable(schema == null ? null : schemas.get(schema))
                .flatMap(SessionNames::user)
                .or(() -> schemas.values().stream()
                        .map(SessionNames::user)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> user(CalciteSchema schema) {
        return schema.schema instanceof ZendeskSchema account ? account.user() : Optional.empty();
    }

    /** Writes the names into {@code plan}. */
    RelNode written(RelNode plan) {
        return PlanRewriter.rewritten(
                plan,
                rel -> rel.accept(new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        Optional<String> value = values.get(call.getOperator().getName());
                        return value == null || !call.getOperands().isEmpty()
                                ? super.visitCall(call)
                                : literal(rel, call, value);
                    }
                }));
    }

    private static RexNode literal(RelNode rel, RexCall call, Optional<String> value) {
        RexBuilder builder = rel.getCluster().getRexBuilder();
        return value.isPresent()
                ? builder.makeLiteral(value.get(), call.getType(), true)
                : builder.makeNullLiteral(call.getType());
    }
}
