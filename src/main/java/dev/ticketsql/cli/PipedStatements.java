package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.ErrorPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import sqlline.SqlLine;

/**
 * Statements of a file or of standard input, each as soon as it is complete. Replaces the line editor, which would draw
 * prompts among the results and complete words at a tab.
 */
final class PipedStatements {

    /** Letters of a statement that an error repeats. */
    private static final int SHOWN = 60;

    private final SqlLine sqlline;
    private final BufferedReader lines;
    private final String name;
    private int linesRead;
    private int firstLine;
    private String latest = "";

    /**
     * Reads {@code input}.
     *
     * @param name of the input, for errors
     */
    PipedStatements(SqlLine sqlline, String name, InputStream input, Charset charset) {
        this.sqlline = sqlline;
        this.name = name;
        lines = new BufferedReader(new InputStreamReader(input, charset));
    }

    /** An error with the place of the latest statement in the input, and its beginning; as it is before the first. */
    String placed(String error) {
        if (firstLine == 0) {
            return error;
        }
        String statement = "; in " + beginning();
        return ErrorPlace.of(error)
                .map(place -> name + ", line " + (firstLine + place.line() - 1) + ", column " + place.column() + ": "
                        + place.problem() + statement)
                .orElseGet(() -> name + ", line " + firstLine + ": " + error + statement);
    }

    private String beginning() {
        String line = latest.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " ...";
    }

    /**
     * The next statement, or command, with all its lines; empty at the end.
     *
     * @throws IllegalArgumentException if the last one is not complete; the message says what it lacks
     */
    Optional<String> next() {
        StringBuilder statement = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                linesRead++;
                // Blank lines between statements would count in the position of an error.
                if (statement.isEmpty() && line.isBlank()) {
                    continue;
                }
                firstLine = statement.isEmpty() ? linesRead : firstLine;
                statement.append(line).append('\n');
                latest = statement.toString();
                if (StatementEnd.isReached(sqlline, statement.toString())) {
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
