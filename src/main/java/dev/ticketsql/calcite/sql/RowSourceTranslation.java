package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineTableFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes rows that no table holds: VALUES, UNNEST of lists, and table functions of DuckDB. */
final class RowSourceTranslation {

    private final QueryWriter writer;
    private final ExpressionWriter scalars;
    private final JavaFunctions functions;

    RowSourceTranslation(QueryWriter writer, ExpressionWriter scalars, JavaFunctions functions) {
        this.writer = writer;
        this.scalars = scalars;
        this.functions = functions;
    }

    /** Casts columns of all rows at once: a cast of each literal would make the text three times as long. */
    Query values(Values values) {
        List<RelDataTypeField> fields = values.getRowType().getFieldList();
        List<String> names = writer.newColumns(fields.size());
        if (fields.isEmpty()) {
            long rows = values.getTuples().size();
            return new Query(rows == 1 ? "SELECT 1" : "SELECT 1 FROM range(" + rows + ")", names);
        }
        if (values.getTuples().isEmpty()) {
            List<String> nulls = fields.stream()
                    .map(field -> EngineLiterals.nullOf(field.getType()))
                    .toList();
            return new Query("SELECT " + QueryWriter.aliased(nulls, names) + " WHERE FALSE", names);
        }
        List<String> given = writer.newColumns(fields.size());
        String rows = values.getTuples().stream()
                .map(row -> row.stream().map(EngineLiterals::plain).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return new Query(
                "SELECT " + QueryWriter.aliased(casts(given, fields), names) + " FROM (VALUES " + rows + ") AS "
                        + writer.newTable() + "(" + String.join(", ", given) + ")",
                names);
    }

    private static List<String> casts(List<String> columns, List<RelDataTypeField> fields) {
        List<String> casts = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            casts.add(EngineLiterals.cast(
                    columns.get(column), EngineTypes.nameOf(fields.get(column).getType())));
        }
        return casts;
    }

    /** Unnests lists side by side, the shorter ones filled with NULL; elements that are rows become their fields. */
    Query uncollect(Uncollect uncollect, Scope scope) {
        Query input = writer.query(uncollect.getInput(), scope);
        List<RelDataTypeField> lists = uncollect.getInput().getRowType().getFieldList();
        List<String> elements = new ArrayList<>();
        List<String> elementNames = writer.newColumns(lists.size());
        List<String> results = new ArrayList<>();
        for (int index = 0; index < lists.size(); index++) {
            elements.add("unnest(" + input.columns().get(index) + ")");
            results.addAll(fieldsOf(lists.get(index).getType(), elementNames.get(index)));
        }
        List<String> allElements = new ArrayList<>(elementNames);
        if (uncollect.withOrdinality) {
            String longest =
                    input.columns().stream().map(list -> "len(" + list + ")").collect(Collectors.joining(", "));
            elements.add("unnest(range(1, CAST(greatest(" + longest + ") AS BIGINT) + 1))");
            allElements.addAll(writer.newColumns(1));
            results.add("CAST(" + allElements.get(allElements.size() - 1) + " AS INTEGER)");
        }
        Query unnested = new Query(
                "SELECT " + QueryWriter.aliased(elements, allElements) + QueryWriter.from(input, writer.newTable()),
                allElements);
        List<String> names = writer.newColumns(results.size());
        return new Query(
                "SELECT " + QueryWriter.aliased(results, names) + QueryWriter.from(unnested, writer.newTable()), names);
    }

    private static List<String> fieldsOf(RelDataType list, String element) {
        if (list.getSqlTypeName() == SqlTypeName.MAP) {
            return List.of(element + ".key", element + ".value");
        }
        RelDataType component = EngineTypes.component(list);
        return component.isStruct()
                ? component.getFieldNames().stream()
                        .map(name -> element + "." + EngineTypes.quoted(name))
                        .toList()
                : List.of(element);
    }

    Query tableFunction(TableFunctionScan scan, RexCall call, EngineTableFunction function, Scope scope) {
        List<String> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            operands.add(EngineTypes.interval(scalars.sql(operand, scope), operand.getType()));
        }
        functions.addThoseOf(function);
        List<RelDataTypeField> fields = scan.getRowType().getFieldList();
        List<String> names = writer.newColumns(fields.size());
        List<String> given = writer.newColumns(fields.size());
        return new Query(
                "SELECT " + QueryWriter.aliased(casts(given, fields), names) + " FROM " + function.sql(operands)
                        + " AS " + writer.newTable() + "(" + String.join(", ", given) + ")",
                names);
    }
}
