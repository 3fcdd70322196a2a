package dev.ticketsql.calcite;

import java.io.Reader;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.server.DdlExecutor;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Parses what people who come from PostgreSQL, and BI tools, write beside the standard: Calcite's own liberal grammar
 * ({@code ::}, {@code AS value}, {@code AS count}), and the {@link PostgresSpellings} of standard expressions. And
 * {@link WholeNumbers} have room, {@link SpelledOutGroups} all their sets, {@link NamedWindows} their frames, and
 * percentiles and window functions spellings that work ({@link PercentileSpellings}, {@link WindowFunctionSpellings}).
 * Calcite makes it by name, as the driver tells it to.
 */
public final class FriendlyParser implements SqlParserImplFactory {

    /** What Calcite's connection property {@code parserFactory} names. */
    public static final SqlParserImplFactory FACTORY = new FriendlyParser();

    private FriendlyParser() {}

    @Override
    public SqlAbstractParserImpl getParser(Reader stream) {
        return new Parser(stream);
    }

    @Override
    public DdlExecutor getDdlExecutor() {
        return SqlBabelParserImpl.FACTORY.getDdlExecutor();
    }

    private static final class Parser extends SqlBabelParserImpl {

        Parser(Reader stream) {
            super(stream);
        }

        @Override
        public SqlNode parseSqlStmtEof() throws Exception {
            SqlNode statement = super.parseSqlStmtEof();
            if (statement.isA(SqlKind.DML)) {
                return statement;
            }
            if (!statement.isA(SqlKind.QUERY) && statement.getKind() != SqlKind.EXPLAIN) {
                throw new CalciteException(
                        "TicketSQL only reads: a statement begins with SELECT, WITH, VALUES, TABLE or EXPLAIN PLAN FOR",
                        null);
            }
            SqlNode spelled = statement;
            for (SqlShuttle spelling : List.of(
                    new PostgresSpellings(),
                    new PercentileSpellings(),
                    new WholeNumbers(),
                    new SpelledOutGroups(),
                    new NamedWindows(),
                    new WindowFunctionSpellings())) {
                spelled = Objects.requireNonNull(spelled.accept(spelling), "statement");
            }
            return spelled;
        }
    }
}
