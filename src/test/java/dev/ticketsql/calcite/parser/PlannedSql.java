package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.ConnectionDefaults;
import dev.ticketsql.calcite.function.EngineFunctions;
import dev.ticketsql.calcite.function.TicketSqlTypeSystem;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.Lex;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Parses, validates and plans SQL as our connections do; over a table {@code t} of all types. */
final class PlannedSql {

    private static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(LenientParserFactory.FACTORY)
            .withLex(Lex.MYSQL_ANSI)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withConformance(SqlConformanceEnum.LENIENT);

    private static final RelDataTypeFactory TYPES = new JavaTypeFactoryImpl(TicketSqlTypeSystem.INSTANCE);

    private PlannedSql() {}

    /** The expression as it is parsed, in parentheses where a tree has a node. */
    static String expression(String sql) throws SqlParseException {
        return text(SqlParser.create(sql, PARSER).parseExpression());
    }

    static String query(String sql) throws SqlParseException {
        return text(SqlParser.create(sql, PARSER).parseQuery());
    }

    private static String text(SqlNode node) {
        return node.toSqlString(config -> config.withDialect(AnsiSqlDialect.DEFAULT)
                        .withQuoteAllIdentifiers(false)
                        .withAlwaysUseParentheses(true)
                        .withClauseStartsLine(false)
                        .withLineFolding(SqlWriterConfig.LineFolding.WIDE)
                        .withSelectListItemsOnSeparateLines(false))
                .getSql()
                .replaceAll("\\s+", " ");
    }

    /** The type of an expression of the columns of {@code t}. */
    static String type(String expression) throws SqlParseException {
        SqlValidator validator = validator();
        SqlNode validated = validator.validate(SqlParser.create("SELECT " + expression + " AS x FROM t", PARSER)
                .parseQuery());
        return validator
                .getValidatedNodeType(validated)
                .getFieldList()
                .get(0)
                .getType()
                .getFullTypeString();
    }

    /** The logical plan, its lines joined by bars. */
    static String plan(String sql) throws SqlParseException {
        SqlValidator validator = validator();
        SqlNode validated = validator.validate(SqlParser.create(sql, PARSER).parseQuery());
        VolcanoPlanner planner = new VolcanoPlanner();
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(TYPES));
        RelNode plan = new SqlToRelConverter(
                        (type, view, path, parent) -> {
                            throw new UnsupportedOperationException("a view");
                        },
                        validator,
                        catalog(),
                        cluster,
                        new DatetimeConvertlets(StandardConvertletTable.INSTANCE),
                        SqlToRelConverter.config().withExpand(false))
                .convertQuery(validated, false, true)
                .rel;
        return RelOptUtil.toString(plan).strip().replaceAll("\\s*\\R\\s*", " | ");
    }

    private static SqlValidator validator() {
        return SqlValidatorUtil.newValidator(
                SqlOperatorTables.chain(
                        EngineFunctions.table(),
                        SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                                SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL)),
                catalog(),
                TYPES,
                SqlValidator.Config.DEFAULT
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withTypeCoercionFactory(LenientTypeCoercion::new));
    }

    private static CalciteCatalogReader catalog() {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false);
        root.add("t", new AllTypes());
        Properties properties = ConnectionDefaults.properties();
        return new CalciteCatalogReader(root, List.of(), TYPES, new CalciteConnectionConfigImpl(properties));
    }

    /**
     * A number {@code i}, a text {@code s}, JSON {@code j}, a timestamp {@code "time"}, {@code ts}, a date {@code d}.
     */
    private static final class AllTypes extends AbstractTable {

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return types.builder()
                    .add("i", types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), true))
                    .add("s", types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true))
                    .add("j", types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true))
                    .add("x", types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true))
                    .add("time", types.createSqlType(SqlTypeName.TIMESTAMP))
                    .add("ts", types.createTypeWithNullability(types.createSqlType(SqlTypeName.TIMESTAMP), true))
                    .add("d", types.createTypeWithNullability(types.createSqlType(SqlTypeName.DATE), true))
                    .build();
        }
    }
}
