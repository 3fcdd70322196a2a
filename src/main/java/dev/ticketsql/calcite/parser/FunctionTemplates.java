package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.TicketSqlParserImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.Lex;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the functions of {@code function-spellings.sql}, each line of which is a call and the standard expression
 * that takes its place: {@code LEN(x) = CHAR_LENGTH(x)}. The names in the call stand for its operands.
 */
final class FunctionTemplates {

    private static final String NAME = "function-spellings.sql";

    private static final Pattern EQUATION = Pattern.compile("(\\w+)\\(([\\w, ]*)\\) = (.+)");
    private static final Pattern NAMES = Pattern.compile("\\w+");

    private final Map<Signature, Template> templates;

    private FunctionTemplates(Map<Signature, Template> templates) {
        this.templates = Map.copyOf(templates);
    }

    private record Signature(String name, int operands) {

        static Signature of(SqlCall call) {
            return new Signature(SqlNodes.nameOf(call), call.operandCount());
        }
    }

    private record Template(List<String> parameters, String expression) {}

    /** Templates of TicketSQL's own file. */
    static FunctionTemplates all() {
        return Shipped.TEMPLATES;
    }

    Set<String> names() {
        return templates.keySet().stream().map(Signature::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The standard expression for {@code call}; empty if it is none of these functions.
     *
     * @throws CalciteException if it is one of them with DISTINCT
     */
    Optional<SqlNode> standard(SqlCall call) {
        return Optional.ofNullable(templates.get(Signature.of(call))).map(template -> {
            SqlLiteral quantifier = call.getFunctionQuantifier();
            if (quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT) {
                throw new CalciteException(
                        SqlNodes.nameOf(call) + " takes no DISTINCT: write it over a subquery, SELECT DISTINCT", null);
            }
            return filled(template, call);
        });
    }

    /**
     * Parses the expression when it is needed: a statement has few of them, and the driver starts without parsing all.
     */
    private static SqlNode filled(Template template, SqlCall call) {
        Map<String, SqlNode> operands = new HashMap<>();
        for (int operand = 0; operand < template.parameters().size(); operand++) {
            operands.put(template.parameters().get(operand), call.operand(operand));
        }
        Substitution substitution = new Substitution(operands, call.getParserPosition());
        return Objects.requireNonNull(parsed(template.expression()).accept(substitution), "expression");
    }

    private static FunctionTemplates read(Stream<String> lines) {
        Map<Signature, Template> templates = new HashMap<>();
        lines.filter(line -> !line.isBlank() && !line.startsWith("--")).forEach(line -> {
            Matcher equation = EQUATION.matcher(line);
            if (!equation.matches()) {
                throw new IllegalStateException(NAME + ": " + line);
            }
            List<String> parameters = NAMES.matcher(equation.group(2))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            templates.put(
                    new Signature(equation.group(1), parameters.size()), new Template(parameters, equation.group(3)));
        });
        return new FunctionTemplates(templates);
    }

    private static SqlNode parsed(String expression) {
        SqlParser.Config config = SqlParser.config()
                .withParserFactory(TicketSqlParserImpl.FACTORY)
                .withLex(Lex.MYSQL_ANSI)
                .withUnquotedCasing(Casing.UNCHANGED)
                .withConformance(SqlConformanceEnum.LENIENT);
        try {
            return SqlParser.create(expression, config).parseExpression();
        } catch (SqlParseException e) {
            throw new IllegalStateException(NAME + ": " + expression, e);
        }
    }

    /** Replaces names by operands, and all positions by that of the call. */
    private static final class Substitution extends SqlShuttle {

        private final Map<String, SqlNode> operands;
        private final SqlParserPos at;

        Substitution(Map<String, SqlNode> operands, SqlParserPos at) {
            this.operands = operands;
            this.at = at;
        }

        @Override
        public SqlNode visit(SqlIdentifier name) {
            return name.isSimple() && operands.containsKey(name.getSimple())
                    ? operands.get(name.getSimple())
                    : name.clone(at);
        }

        @Override
        public SqlNode visit(SqlLiteral literal) {
            return literal.clone(at);
        }

        @Override
        public SqlNode visit(SqlDataTypeSpec type) {
            return type.clone(at);
        }

        @Override
        public SqlNode visit(SqlIntervalQualifier unit) {
            return unit.clone(at);
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            CallCopyingArgHandler copy = new CallCopyingArgHandler(call, true);
            call.getOperator().acceptCall(this, call, false, copy);
            return copy.result().clone(at);
        }
    }

    /** Holds the templates, which are read at their first use. */
    private static final class Shipped {

        private static final FunctionTemplates TEMPLATES = read(text().lines());

        private Shipped() {}

        private static String text() {
            try (InputStream in = FunctionTemplates.class.getResourceAsStream(NAME)) {
                if (in == null) {
                    throw new IllegalStateException("TicketSQL's jar has no " + NAME);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
