package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.SimpleCharStream;
import dev.ticketsql.calcite.parser.impl.TicketSqlParserImpl;
import java.io.Reader;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.server.DdlExecutor;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.util.SourceStringReader;

/**
 * Parses the SQL of PostgreSQL and BI tools beside the standard's: a grammar with their operators and without most
 * reserved words ({@code ::}, {@code ->>}, {@code AS value}), and then the steps of {@link SyntaxPipeline}. Calcite
 * loads the class by its name.
 */
public final class LenientParserFactory implements SqlParserImplFactory {

    /** The field that Calcite's connection property {@code parserFactory} names. */
    public static final SqlParserImplFactory FACTORY = new LenientParserFactory(labels -> {});

    /** First words of statements that other databases have, and the grammar has not. */
    private static final Set<String> OTHER_STATEMENTS = Set.of(
            "ALTER",
            "ANALYZE",
            "BEGIN",
            "COMMIT",
            "COPY",
            "CREATE",
            "DISCARD",
            "DROP",
            "GRANT",
            "RESET",
            "REVOKE",
            "ROLLBACK",
            "SET",
            "SHOW",
            "START",
            "TRUNCATE",
            "USE",
            "VACUUM");

    private final Consumer<ColumnLabels> labels;

    /**
     * Makes a factory that also says how the columns of a statement are labelled, by the names that were written: the
     * steps of {@link SyntaxPipeline} replace them.
     *
     * @param labels takes the labels of each statement
     */
    public LenientParserFactory(Consumer<ColumnLabels> labels) {
        this.labels = labels;
    }

    @Override
    public SqlAbstractParserImpl getParser(Reader stream) {
        return new Parser(stream, labels);
    }

    @Override
    public DdlExecutor getDdlExecutor() {
        return TicketSqlParserImpl.FACTORY.getDdlExecutor();
    }

    private static final class Parser extends TicketSqlParserImpl {

        private final Text text;
        private final Consumer<ColumnLabels> labels;

        Parser(Reader stream, Consumer<ColumnLabels> labels) {
            this(new Text(stream), labels);
            if (stream instanceof SourceStringReader source) {
                setOriginalSql(source.getSourceString());
            }
        }

        private Parser(Text text, Consumer<ColumnLabels> labels) {
            super(new LenientTokens(text));
            this.text = text;
            this.labels = labels;
        }

        @Override
        public void setTabSize(int tabSize) {
            text.setTabWidth(tabSize);
        }

        @Override
        public SqlNode parseSqlStmtEof() throws Exception {
            refuseOtherStatements(getToken(1).image);
            SqlNode statement = super.parseSqlStmtEof();
            boolean known = statement.isA(SqlKind.QUERY)
                    || statement.isA(SqlKind.DML)
                    || statement.getKind() == SqlKind.EXPLAIN;
            if (!known) {
                throw refused();
            }
            labels.accept(ColumnLabels.of(statement));
            return SyntaxPipeline.ofStatement(statement);
        }

        @Override
        public SqlNode parseSqlExpressionEof() throws Exception {
            return SyntaxPipeline.ofStatement(super.parseSqlExpressionEof());
        }

        private static void refuseOtherStatements(String word) {
            if (OTHER_STATEMENTS.contains(word.toUpperCase(Locale.ROOT))) {
                throw refused();
            }
        }

        private static CalciteException refused() {
            return new CalciteException(
                    "TicketSQL only reads: a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR",
                    null);
        }
    }

    private static final class Text extends SimpleCharStream {

        Text(Reader stream) {
            super(stream, 1, 1);
        }

        /** Width of a tab in the column numbers of errors. */
        void setTabWidth(int columns) {
            setTabSize(columns);
        }
    }
}
