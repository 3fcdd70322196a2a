package dev.ticketsql.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Parser.ParseContext;
import sqlline.SqlLine;
import sqlline.SqlLineParser;

/**
 * Statements from standard input, each as soon as it is complete. Instead of a line editor, which would draw prompts
 * among the results and take a tab for a wish to complete a word.
 */
final class PipedStatements {

    private final SqlLine sqlline;
    private final BufferedReader lines;

    private PipedStatements(SqlLine sqlline, BufferedReader lines) {
        this.sqlline = sqlline;
        this.lines = lines;
    }

    /** The reader, except that a line read is a statement of {@code input}. */
    static LineReader instead(LineReader reader, SqlLine sqlline, InputStream input, Charset charset) {
        PipedStatements statements =
                new PipedStatements(sqlline, new BufferedReader(new InputStreamReader(input, charset)));
        return (LineReader) Proxy.newProxyInstance(
                PipedStatements.class.getClassLoader(),
                new Class<?>[] {LineReader.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("readLine")) {
                        return statements.next().orElseThrow(EndOfFileException::new);
                    }
                    try {
                        return method.invoke(reader, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Optional<String> next() {
        StringBuilder statement = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // Blank lines between statements would count in the position of an error.
                if (statement.length() > 0 || !line.isBlank()) {
                    statement.append(line).append('\n');
                }
                if (statement.length() > 0 && isComplete(statement.toString())) {
                    return Optional.of(statement.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The last statement may lack its semicolon.
        String rest = statement.toString().strip();
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest + ";");
    }

    private boolean isComplete(String lines) {
        // The parser takes a line break at the end for the beginning of another line.
        String statement = lines.stripTrailing();
        try {
            new SqlLineParser(sqlline).parse(statement, statement.length(), ParseContext.ACCEPT_LINE);
            return true;
        } catch (EOFError e) {
            return false;
        }
    }
}
