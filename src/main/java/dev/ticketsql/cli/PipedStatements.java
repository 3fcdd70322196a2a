package dev.ticketsql.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import sqlline.SqlLine;

/**
 * Reader of statements from standard input, each as soon as it is complete. Replaces the line editor, which would draw
 * prompts among the results and complete words at a tab.
 */
final class PipedStatements {

    private final SqlLine sqlline;
    private final BufferedReader lines;

    private PipedStatements(SqlLine sqlline, BufferedReader lines) {
        this.sqlline = sqlline;
        this.lines = lines;
    }

    /** A proxy of the reader whose lines are the statements of {@code input}. */
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
                if (statement.length() > 0 && StatementEnd.isReached(sqlline, statement.toString())) {
                    return Optional.of(statement.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return statement.isEmpty()
                ? Optional.empty()
                : Optional.of(StatementEnd.completed(sqlline, statement.toString()));
    }
}
