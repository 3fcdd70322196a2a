package dev.ticketsql.cli.prompt;

import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;
import sqlline.SqlLine;
import sqlline.SqlLineParser;

/** Parser of typed lines: a statement ends with its semicolon, and what {@link Shorthand} knows with its line. */
public final class PromptParser extends SqlLineParser {

    /** Without sqlline's continuation of lines. */
    private final DefaultParser words = new DefaultParser();

    /** Parses lines for {@code sqlline}. */
    public PromptParser(SqlLine sqlline) {
        super(sqlline);
        words.setEscapeChars(new char[0]);
        words.setEofOnUnclosedQuote(false);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        return context != ParseContext.COMPLETE && Shorthand.command(line).isPresent()
                ? words.parse(line, cursor, context)
                : super.parse(line, cursor, context);
    }
}
