package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.PromptParser;
import java.util.regex.Pattern;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import sqlline.SqlLine;

/**
 * Completes the last statement of a script, which often lacks its semicolon. sqlline 1.12 adds one itself, even inside
 * a comment, and silently drops an unfinished statement.
 */
final class StatementEnd {

    /** A semicolon outside of any comment. */
    private static final String SEMICOLON = "\n;";

    /** Comments after the last semicolon would be a statement of their own. */
    private static final Pattern NOTES = Pattern.compile("(?<=;)(?:\\s++|/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/)++$");

    private StatementEnd() {}

    /** True if these lines are one or more whole statements, or a command of sqlline. */
    static boolean isReached(SqlLine sqlline, String lines) {
        // The parser takes a line break at the end for the beginning of another line.
        String statement = lines.stripTrailing();
        try {
            new PromptParser(sqlline).parse(statement, statement.length(), ParseContext.ACCEPT_LINE);
            return true;
        } catch (EOFError e) {
            return false;
        }
    }

    /**
     * The last lines of a script, with the semicolon that they may lack.
     *
     * @throws IllegalArgumentException if more than that is missing; the message names it
     */
    static String completed(SqlLine sqlline, String lines) {
        String statement = NOTES.matcher(lines.strip()).replaceFirst("");
        if (isReached(sqlline, statement)) {
            return statement;
        }
        String ended = statement + SEMICOLON;
        try {
            new PromptParser(sqlline).parse(ended, ended.length(), ParseContext.ACCEPT_LINE);
            return ended;
        } catch (EOFError e) {
            throw new IllegalArgumentException(problem(String.valueOf(e.getMessage()), e.getMissing()), e);
        }
    }

    /** Translates the parser's names for a state and a prompt into a sentence for the author of a script. */
    private static String problem(String state, String prompt) {
        if (prompt.contains("extra")) {
            return "the statement closes a bracket that it does not open";
        }
        String open = state.contains("quote") ? "quote" : state.contains("comment") ? "comment" : "bracket";
        return "the statement is not finished: a " + open + " is not closed";
    }
}
