package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import dev.ticketsql.calcite.parser.impl.Token;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteException;

/**
 * Reads {@code U&'d\0061t\+01F600'} and {@code U&"d\0061t"} as the text and the name that they stand for. Calcite gives
 * such a text a character set of its own, in which it can be compared with no other, and takes {@code +01F} for a
 * number of four digits.
 */
final class UnicodeTokens {

    private static final String PREFIX = "U&";

    private final TokenSource tokens;

    UnicodeTokens(TokenSource tokens) {
        this.tokens = tokens;
    }

    /** Tests for a text or a name with escapes. */
    boolean isText() {
        return tokens.kind(0) == TicketSqlParserImplConstants.UNICODE_STRING_LITERAL
                || tokens.kind(0) == TicketSqlParserImplConstants.UNICODE_QUOTED_IDENTIFIER;
    }

    /** Reads all lines of the text, and the clause behind it that names another escape than the backslash. */
    void read() {
        boolean isName = tokens.kind(0) == TicketSqlParserImplConstants.UNICODE_QUOTED_IDENTIFIER;
        int lines = 1;
        while (!isName && tokens.kind(lines) == TicketSqlParserImplConstants.QUOTED_STRING) {
            lines++;
        }
        boolean isNamed = tokens.kind(lines) == TicketSqlParserImplConstants.UESCAPE
                && tokens.kind(lines + 1) == TicketSqlParserImplConstants.QUOTED_STRING;
        Pattern escape = escape(isNamed ? tokens.image(lines + 1) : "'\\'");
        int kind = isName ? TicketSqlParserImplConstants.QUOTED_IDENTIFIER : TicketSqlParserImplConstants.QUOTED_STRING;
        for (int line = 0; line < lines; line++) {
            Token token = tokens.take();
            String text = line == 0 ? token.image.substring(PREFIX.length()) : token.image;
            tokens.pass(TokenSource.like(token, kind, read(text, escape)));
        }
        if (isNamed) {
            tokens.take();
            tokens.take();
        }
    }

    /** The escape with what stands behind it: itself, four hexadecimal digits, or a plus and six. */
    private static Pattern escape(String literal) {
        String character = literal.substring(1, literal.length() - 1);
        if (character.length() != 1 || character.matches("[\\p{XDigit}+'\"\\s]")) {
            throw new CalciteException(
                    "UESCAPE takes one character that is no digit, space, quote or plus, not " + literal, null);
        }
        return Pattern.compile("(" + Pattern.quote(character) + ")(?:(\\1)|\\+(\\p{XDigit}{6})|(\\p{XDigit}{4}))?");
    }

    private static String read(String quoted, Pattern escape) {
        String quote = quoted.substring(0, 1);
        return quote
                + escape.matcher(quoted.substring(1, quoted.length() - 1)).replaceAll(found -> {
                    if (found.group(2) != null) {
                        return Matcher.quoteReplacement(found.group(2));
                    }
                    String digits = found.group(3) == null ? found.group(4) : found.group(3);
                    if (digits == null) {
                        throw new CalciteException(
                                "behind " + found.group(1) + " in a text with U& stand four hexadecimal digits,"
                                        + " a plus and six, or another " + found.group(1),
                                null);
                    }
                    return Matcher.quoteReplacement(character(digits).replace(quote, quote + quote));
                })
                + quote;
    }

    private static String character(String digits) {
        int codePoint = Integer.parseInt(digits, 16);
        if (!Character.isValidCodePoint(codePoint)) {
            throw new CalciteException("there is no character U+" + digits + ": the last is U+10FFFF", null);
        }
        return Character.toString(codePoint);
    }
}
