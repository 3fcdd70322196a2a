package dev.ticketsql.calcite.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/**
 * Writes UNION, INTERSECT, EXCEPT and WITH RECURSIVE. DuckDB matches the columns of their inputs by place, so that no
 * column of an input may be left out.
 */
final class SetOperationTranslation {

    private final QueryWriter writer;

    /** The DuckDB table and columns of each recursive query that is being written, by the name of its Calcite table. */
    private final Map<String, List<String>> recursive = new HashMap<>();

    SetOperationTranslation(QueryWriter writer) {
        this.writer = writer;
    }

    Query setOperation(SetOp setOp, Scope scope) {
        String operator = switch (setOp.kind) {
            case UNION -> "UNION";
            case INTERSECT -> "INTERSECT";
            default -> "EXCEPT";
        };
        List<Query> inputs = new ArrayList<>();
        for (RelNode input : flattened(setOp)) {
            inputs.add(typed(writer.readByPlace(writer.query(input, scope)), input.getRowType(), setOp.getRowType()));
        }
        String separator = " " + operator + (setOp.all ? " ALL " : " ");
        return new Query(
                inputs.stream().map(input -> "(" + input.sql() + ")").collect(Collectors.joining(separator)),
                inputs.get(0).columns());
    }

    /** Merges unions inside a union, so that a hundred branches are not a hundred levels. */
    private static List<RelNode> flattened(SetOp setOp) {
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : setOp.getInputs()) {
            boolean isSame = setOp.kind == SqlKind.UNION
                    && input instanceof SetOp nested
                    && nested.kind == SqlKind.UNION
                    && nested.all == setOp.all
                    && nested.getRowType().equals(setOp.getRowType());
            if (isSame) {
                inputs.addAll(flattened((SetOp) input));
            } else {
                inputs.add(input);
            }
        }
        return inputs;
    }

    /** Casts the columns of {@code query} to the types of the set operation. */
    private Query typed(Query query, RelDataType from, RelDataType to) {
        List<String> expressions = new ArrayList<>();
        boolean isSame = true;
        for (int column = 0; column < query.columns().size(); column++) {
            String name = query.columns().get(column);
            String type = EngineTypes.nameOf(to.getFieldList().get(column).getType());
            boolean fits = EngineTypes.nameOf(from.getFieldList().get(column).getType())
                    .equals(type);
            isSame &= fits;
            expressions.add(fits ? name : EngineLiterals.cast(name, type));
        }
        if (isSame) {
            return query;
        }
        List<String> names = writer.newColumns(expressions.size());
        return new Query(
                "SELECT " + QueryWriter.aliased(expressions, names) + QueryWriter.from(query, writer.newTable()),
                names);
    }

    Query recursive(RepeatUnion union, Scope scope) {
        String name = String.valueOf(
                union.getTransientTable() == null
                        ? ""
                        : union.getTransientTable().getQualifiedName());
        String table = writer.newTable();
        List<String> names = writer.newColumns(union.getRowType().getFieldCount());
        Query seed = typed(
                writer.readByPlace(writer.query(union.getSeedRel(), scope)),
                union.getSeedRel().getRowType(),
                union.getRowType());
        List<String> hidden = recursive.getOrDefault(name, List.of());
        List<String> known = new ArrayList<>(List.of(table));
        known.addAll(names);
        recursive.put(name, known);
        Query step = typed(
                writer.readByPlace(writer.query(union.getIterativeRel(), scope)),
                union.getIterativeRel().getRowType(),
                union.getRowType());
        recursive.put(name, hidden);
        return new Query(
                "WITH RECURSIVE " + table + "(" + String.join(", ", names) + ") AS ((" + seed.sql() + ") UNION "
                        + (union.all ? "ALL " : "") + "(" + step.sql() + ")) SELECT * FROM " + table,
                names);
    }

    Query recursiveScan(TableScan scan) {
        List<String> known =
                recursive.getOrDefault(String.valueOf(scan.getTable().getQualifiedName()), List.of());
        if (known.isEmpty()) {
            throw new UnsupportedSqlException(
                    "table " + String.join(".", scan.getTable().getQualifiedName()) + " is not one of the engine's");
        }
        List<String> names = writer.newColumns(known.size() - 1);
        return new Query(
                "SELECT " + QueryWriter.aliased(known.subList(1, known.size()), names) + " FROM " + known.get(0),
                names);
    }
}
