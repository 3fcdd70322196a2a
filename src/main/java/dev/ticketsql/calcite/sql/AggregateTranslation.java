package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineAggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Writes GROUP BY and the calls of an aggregate, with their DISTINCT, FILTER and WITHIN GROUP. */
final class AggregateTranslation {

    private final Aggregate aggregate;
    private final List<String> columns;

    /** @param columns the names of the input's columns */
    AggregateTranslation(Aggregate aggregate, List<String> columns) {
        this.aggregate = aggregate;
        this.columns = List.copyOf(columns);
    }

    /** Writes the keys of the groups, and then the aggregates. */
    List<String> expressions() {
        return Stream.concat(
                        aggregate.getGroupSet().asList().stream().map(columns::get),
                        aggregate.getAggCallList().stream().map(this::sql))
                .toList();
    }

    /** Writes GROUP BY; nothing where all rows are one group. */
    String groups() {
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return aggregate.getGroupSet().isEmpty() ? "" : " GROUP BY " + list(aggregate.getGroupSet());
        }
        return aggregate.getGroupSets().stream()
                .map(set -> "(" + list(set) + ")")
                .collect(Collectors.joining(", ", " GROUP BY GROUPING SETS (", ")"));
    }

    private String list(ImmutableBitSet set) {
        return set.asList().stream().map(columns::get).collect(Collectors.joining(", "));
    }

    private String sql(AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case GROUPING -> grouping(call);
            case PERCENTILE_CONT, PERCENTILE_DISC -> percentile(call);
            case LITERAL_AGG -> EngineLiterals.typed((RexLiteral) call.rexList.get(0));
            case JSON_OBJECTAGG -> jsonObject(call);
            case JSON_ARRAYAGG -> jsonArray(call);
            default -> function(call);
        };
    }

    private List<RelDataType> types(AggregateCall call) {
        List<RelDataTypeField> fields = aggregate.getInput().getRowType().getFieldList();
        return call.getArgList().stream()
                .map(argument -> fields.get(argument).getType())
                .toList();
    }

    private List<String> arguments(AggregateCall call) {
        return call.getArgList().stream().map(columns::get).toList();
    }

    private String function(AggregateCall call) {
        if (call.getAggregation() instanceof EngineAggregate function) {
            return function.sql(arguments(call), call.isDistinct(), filter(call));
        }
        if (AggregateFunctions.isExactAverage(call.getAggregation(), types(call))) {
            return AggregateFunctions.average(
                    call(call, "sum", arguments(call)), call(call, "count", arguments(call)), call.getType());
        }
        AggregateFunctions.Spelling function =
                AggregateFunctions.of(call.getAggregation(), separated(call), call.getType());
        return function.result().apply(call(call, function.name(), function.arguments()));
    }

    /**
     * Arguments of a call; LISTAGG and STRING_AGG get their separator as a literal, or a comma where they have none.
     */
    private List<String> separated(AggregateCall call) {
        List<String> arguments = new ArrayList<>(arguments(call));
        if (call.getAggregation().getKind() == SqlKind.LISTAGG
                || call.getAggregation().getKind() == SqlKind.STRING_AGG) {
            if (arguments.size() == 1) {
                arguments.add("','");
            } else {
                literal(call.getArgList().get(1))
                        .ifPresent(separator -> arguments.set(1, EngineLiterals.typed(separator)));
            }
        }
        return arguments;
    }

    private String call(AggregateCall call, String name, List<String> arguments) {
        String distinct = call.isDistinct() ? "DISTINCT " : "";
        return name + "(" + distinct + String.join(", ", arguments) + order(call) + ")" + filter(call);
    }

    private String order(AggregateCall call) {
        List<RelFieldCollation> keys = call.getCollation().getFieldCollations();
        return keys.isEmpty()
                ? ""
                : " ORDER BY "
                        + String.join(
                                ", ",
                                keys.stream()
                                        .map(key -> SortTranslation.key(key, columns))
                                        .toList());
    }

    private String filter(AggregateCall call) {
        List<String> conditions = new ArrayList<>();
        if (call.filterArg >= 0) {
            conditions.add(columns.get(call.filterArg));
        }
        if (call.ignoreNulls() && !call.getArgList().isEmpty()) {
            conditions.add(arguments(call).get(0) + " IS NOT NULL");
        }
        return conditions.isEmpty() ? "" : " FILTER (WHERE " + String.join(" AND ", conditions) + ")";
    }

    /** Writes GROUPING, which is 0 if there is one set of groups: all columns are in it. */
    private String grouping(AggregateCall call) {
        String type = EngineTypes.nameOf(call.getType());
        return aggregate.getGroupType() == Aggregate.Group.SIMPLE
                ? "CAST(0 AS " + type + ")"
                : "CAST(GROUPING(" + String.join(", ", arguments(call)) + ") AS " + type + ")";
    }

    /** Writes a percentile, whose place must be a literal: DuckDB needs it before the first row. */
    private String percentile(AggregateCall call) {
        RexLiteral place = literal(call.getArgList().get(0))
                .orElseThrow(() -> new UnsupportedSqlException(
                        call.getAggregation().getName() + " wants a number from 0 to 1, such as 0.5, and no column"));
        BigDecimal fraction = Objects.requireNonNull(place.getValueAs(BigDecimal.class));
        RelFieldCollation key = call.getCollation().getFieldCollations().get(0);
        boolean isContinuous = call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT;
        String column = columns.get(key.getFieldIndex());
        String direction = key.direction.isDescending() ? " DESC" : "";
        String text = (isContinuous ? "quantile_cont(" : "quantile_disc(")
                + (isContinuous && isNumber(call.getType()) ? "CAST(" + column + " AS DOUBLE)" : column) + ", "
                + (key.direction.isDescending() && isContinuous ? BigDecimal.ONE.subtract(fraction) : fraction)
                + (isContinuous ? "" : " ORDER BY " + column + direction) + ")" + filter(call);
        return isNumber(call.getType()) && !EngineTypes.isApproximate(call.getType())
                ? EngineLiterals.cast(text, EngineTypes.nameOf(call.getType()))
                : text;
    }

    private static boolean isNumber(RelDataType type) {
        return SqlTypeUtil.isNumeric(type);
    }

    /** Finds the literal behind a column of the input, through projections and filters. */
    private Optional<RexLiteral> literal(int column) {
        RelNode rel = aggregate.getInput();
        int place = column;
        while (true) {
            if (rel instanceof Filter filter) {
                rel = filter.getInput();
            } else if (rel instanceof Project project) {
                RexNode expression = RexUtil.removeNullabilityCast(
                        project.getCluster().getTypeFactory(),
                        project.getProjects().get(place));
                if (expression instanceof RexLiteral literal) {
                    return Optional.of(literal);
                }
                if (!(expression instanceof RexInputRef ref)) {
                    return Optional.empty();
                }
                place = ref.getIndex();
                rel = project.getInput();
            } else {
                return Optional.empty();
            }
        }
    }

    private String jsonObject(AggregateCall call) {
        SqlJsonObjectAggAggFunction function = (SqlJsonObjectAggAggFunction) call.getAggregation();
        List<String> arguments = arguments(call);
        String member =
                "to_json(CAST(" + arguments.get(0) + " AS VARCHAR)) || ':' || coalesce(" + json(call, 1) + ", 'null')";
        String absent = function.getNullClause() == SqlJsonConstructorNullClause.ABSENT_ON_NULL
                ? "CASE WHEN " + arguments.get(1) + " IS NULL THEN NULL ELSE " + member + " END"
                : member;
        return "('{' || coalesce(string_agg(" + absent + ", ',')" + filter(call) + ", '') || '}')";
    }

    private String json(AggregateCall call, int argument) {
        return JsonConstruction.json(arguments(call).get(argument), types(call).get(argument));
    }

    private String jsonArray(AggregateCall call) {
        SqlJsonArrayAggAggFunction function = (SqlJsonArrayAggAggFunction) call.getAggregation();
        String value = json(call, 0);
        String element = function.getNullClause() == SqlJsonConstructorNullClause.ABSENT_ON_NULL
                ? value
                : "coalesce(" + value + ", 'null')";
        return "('[' || coalesce(string_agg(" + element + ", ','" + order(call) + ")" + filter(call) + ", '') || ']')";
    }
}
