package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.SimpleCharStream;
import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import dev.ticketsql.calcite.parser.impl.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.runtime.CalciteException;

/**
 * Rewrites the tokens of a statement for Calcite's grammar. Where the grammar has no production, a {@link SyntaxMarker}
 * stands for it, which a later step resolves: {@code INTERVAL '7 days'}, {@code '7 days'::interval} and {@code CAST('7
 * days' AS INTERVAL)} become calls, {@code DISTINCT ON (a, b)} the first column of its select list, {@code GROUP BY
 * ALL} a group by a name. Date functions with a unit become functions like any other. Words that change no answer are
 * left out: {@code MATERIALIZED}, {@code COLLATE "C"}.
 */
final class LenientTokens extends TokenSource {

    /** Collations that sort text by code point. */
    private static final Set<String> CODE_POINT_ORDERS = Set.of("C", "POSIX", "UCS_BASIC");

    /** Open parentheses, each with the kind of token that belongs behind it, EOF for none. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private final IntervalTokens intervals = new IntervalTokens(this);

    private final EscapeTokens escapes = new EscapeTokens(this);

    private final UnicodeTokens unicode = new UnicodeTokens(this);

    LenientTokens(SimpleCharStream text) {
        super(text);
    }

    @Override
    void read() {
        int kind = kind(0);
        if (kind == TicketSqlParserImplConstants.INTERVAL) {
            intervals.read();
        } else if (unicode.isText()) {
            unicode.read();
        } else if (escapes.isBrace()) {
            escapes.read();
        } else if (intervals.isCastText()) {
            intervals.readCastText();
        } else if (intervals.isCastCall()) {
            intervals.readCastCall();
        } else if (kind == TicketSqlParserImplConstants.DISTINCT
                && before() == TicketSqlParserImplConstants.SELECT
                && kind(1) == TicketSqlParserImplConstants.ON
                && kind(2) == TicketSqlParserImplConstants.LPAREN) {
            take();
            pass(named(take(), SyntaxMarker.DISTINCT_ON.name()));
            open.push(TicketSqlParserImplConstants.COMMA);
            pass(take());
        } else if (kind == TicketSqlParserImplConstants.IDENTIFIER) {
            readWord(take());
        } else {
            readOne(kind);
        }
    }

    /** Reads a word that is a keyword of PostgreSQL or MySQL in some places, and a name in all others. */
    private void readWord(Token word) {
        boolean isFunction = kind(0) == TicketSqlParserImplConstants.LPAREN;
        switch (word.image.toUpperCase(Locale.ROOT)) {
            case "MATERIALIZED" -> {
                if (!isFunction || before() != TicketSqlParserImplConstants.AS) {
                    pass(word);
                }
            }
            case "ISNULL" -> readNullTest(word, isFunction, false);
            case "NOTNULL" -> readNullTest(word, isFunction, true);
            case "REGEXP" -> {
                boolean isOperator = kind(0) == TicketSqlParserImplConstants.QUOTED_STRING;
                pass(isOperator ? like(word, TicketSqlParserImplConstants.RLIKE, word.image) : word);
            }
            // JSON of the array, so that ORDER BY may stand in the call.
            case "JSON_AGG", "JSONB_AGG" -> {
                pass(word);
                if (isFunction) {
                    Token parenthesis = take();
                    pass(parenthesis);
                    pass(like(word, TicketSqlParserImplConstants.ARRAY_AGG, "ARRAY_AGG"));
                    pass(like(parenthesis, TicketSqlParserImplConstants.LPAREN, "("));
                    open.push(TicketSqlParserImplConstants.RPAREN);
                }
            }
            default -> {
                if (isFunction && isTableFunction(word)) {
                    readTableFunction(word);
                } else {
                    pass(word);
                }
            }
        }
    }

    private boolean isTableFunction(Token word) {
        return TokenKinds.BEFORE_TABLES.contains(before())
                && TableFunctionSpellings.NAMES.contains(word.image.toUpperCase(Locale.ROOT));
    }

    /** Writes {@code TABLE(f(x))} for {@code f(x)}: Calcite's grammar takes {@code f(g(x))} for a list of columns. */
    private void readTableFunction(Token word) {
        pass(like(word, TicketSqlParserImplConstants.TABLE, "TABLE"));
        pass(like(word, TicketSqlParserImplConstants.LPAREN, "("));
        pass(word);
        open.push(TicketSqlParserImplConstants.RPAREN);
        pass(take());
    }

    /**
     * Reads PostgreSQL's {@code x ISNULL}; without an operand before it, or before a parenthesis, the word is a name.
     */
    private void readNullTest(Token word, boolean isFunction, boolean isNegated) {
        if (isFunction
                || kind(0) == TicketSqlParserImplConstants.DOT
                || TokenKinds.BEFORE_OPERANDS.contains(before())) {
            pass(word);
            return;
        }
        pass(like(word, TicketSqlParserImplConstants.IS, "IS"));
        if (isNegated) {
            pass(like(word, TicketSqlParserImplConstants.NOT, "NOT"));
        }
        pass(like(word, TicketSqlParserImplConstants.NULL, "NULL"));
    }

    private void readOne(int kind) {
        switch (kind) {
            case TicketSqlParserImplConstants.LPAREN -> {
                open.push(TicketSqlParserImplConstants.EOF);
                pass(take());
            }
            case TicketSqlParserImplConstants.RPAREN -> close(take());
            // FIRST_VALUE(x IGNORE NULLS) as FIRST_VALUE(x) IGNORE NULLS.
            case TicketSqlParserImplConstants.IGNORE, TicketSqlParserImplConstants.RESPECT -> {
                Token treatment = take();
                if (kind(0) == TicketSqlParserImplConstants.NULLS && kind(1) == TicketSqlParserImplConstants.RPAREN) {
                    Token nulls = take();
                    close(take());
                    pass(treatment);
                    pass(nulls);
                } else {
                    pass(treatment);
                }
            }
            case TicketSqlParserImplConstants.NOT -> {
                Token not = take();
                boolean isHint = before() == TicketSqlParserImplConstants.AS
                        && kind(0) == TicketSqlParserImplConstants.IDENTIFIER
                        && image(0).equalsIgnoreCase("MATERIALIZED");
                if (isHint) {
                    take();
                } else {
                    pass(not);
                }
            }
            case TicketSqlParserImplConstants.COLLATE -> readCollation(take());
            case TicketSqlParserImplConstants.COMMA -> {
                Token comma = take();
                if (kind(0) == TicketSqlParserImplConstants.FROM) {
                    throw refused("a comma stands before FROM: take it away, or name a column behind it");
                }
                pass(comma);
            }
            case TicketSqlParserImplConstants.USING -> {
                Token using = take();
                if (TokenKinds.COMPARISONS.contains(kind(0))) {
                    throw refused("ORDER BY names no operator: write ASC or DESC instead of USING " + image(0));
                }
                pass(using);
            }
            case TicketSqlParserImplConstants.LIMIT -> {
                pass(take());
                if (kind(0) == TicketSqlParserImplConstants.NULL) {
                    pass(like(take(), TicketSqlParserImplConstants.ALL, "ALL"));
                }
            }
            case TicketSqlParserImplConstants.FIRST, TicketSqlParserImplConstants.NEXT -> {
                Token first = take();
                boolean isFetch = before() == TicketSqlParserImplConstants.FETCH;
                pass(first);
                if (isFetch
                        && (kind(0) == TicketSqlParserImplConstants.ROW
                                || kind(0) == TicketSqlParserImplConstants.ROWS)) {
                    pass(like(first, TicketSqlParserImplConstants.UNSIGNED_INTEGER_LITERAL, "1"));
                }
            }
            // Arrows of lambdas are arrows of JSON: no function that we have takes a lambda.
            case TicketSqlParserImplConstants.LAMBDA -> {
                Token arrow = take();
                pass(like(arrow, TicketSqlParserImplConstants.JSON_ARROW, arrow.image));
            }
            case TicketSqlParserImplConstants.INFIX_CAST -> {
                pass(take());
                if (kind(0) == TicketSqlParserImplConstants.INTERVAL && !TokenKinds.UNITS.contains(kind(1))) {
                    pass(named(take(), SyntaxMarker.INTERVAL_TYPE.name()));
                }
            }
            // PostgreSQL's ~x inverts all bits, as -1 # x does.
            case TicketSqlParserImplConstants.TILDE -> {
                Token tilde = take();
                if (TokenKinds.BEFORE_OPERANDS.contains(before()) && !TokenKinds.SUMS.contains(before())) {
                    pass(like(tilde, TicketSqlParserImplConstants.MINUS, "-"));
                    pass(like(tilde, TicketSqlParserImplConstants.UNSIGNED_INTEGER_LITERAL, "1"));
                    pass(like(tilde, TicketSqlParserImplConstants.HASH, "#"));
                } else {
                    pass(tilde);
                }
            }
            case TicketSqlParserImplConstants.ALL -> {
                Token all = take();
                boolean groups = before() == TicketSqlParserImplConstants.BY
                        && lastButOne() == TicketSqlParserImplConstants.GROUP
                        && TokenKinds.AFTER_GROUPS.contains(kind(0));
                pass(groups ? named(all, SyntaxMarker.GROUP_BY_ALL.name()) : all);
            }
            case TicketSqlParserImplConstants.TIME -> {
                Token word = take();
                pass(isTimeAName() ? named(word, word.image) : word);
            }
            case TicketSqlParserImplConstants.DATETIME -> {
                Token type = take();
                pass(kind(0) == TicketSqlParserImplConstants.QUOTED_STRING ? type : named(type, type.image));
            }
            default -> {
                Token word = take();
                boolean function =
                        TokenKinds.FUNCTIONS.contains(kind) && kind(0) == TicketSqlParserImplConstants.LPAREN;
                pass(function ? named(word, word.image) : unitOfExtract(word));
            }
        }
    }

    /** Tests whether TIME is the column of events: it begins no literal and is no type of a cast. */
    private boolean isTimeAName() {
        if (before() == TicketSqlParserImplConstants.AS) {
            return TokenKinds.AFTER_ALIASES.contains(kind(0));
        }
        return (TokenKinds.BEFORE_OPERANDS.contains(before()) || before() == TicketSqlParserImplConstants.FROM)
                && kind(0) != TicketSqlParserImplConstants.QUOTED_STRING
                && kind(0) != TicketSqlParserImplConstants.LPAREN;
    }

    private void close(Token parenthesis) {
        pass(parenthesis);
        int behind = open.isEmpty() ? TicketSqlParserImplConstants.EOF : open.pop();
        if (behind != TicketSqlParserImplConstants.EOF) {
            pass(like(parenthesis, behind, behind == TicketSqlParserImplConstants.COMMA ? "," : ")"));
        }
    }

    /** Leaves out collation C, the order of code points, since text is always sorted so. */
    private void readCollation(Token collate) {
        boolean isNamed = (kind(0) == TicketSqlParserImplConstants.QUOTED_IDENTIFIER
                        || kind(0) == TicketSqlParserImplConstants.IDENTIFIER)
                && !TokenKinds.BEFORE_OPERANDS.contains(before());
        if (!isNamed) {
            pass(collate);
            return;
        }
        String name = take().image.replace("\"", "");
        if (!CODE_POINT_ORDERS.contains(name.toUpperCase(Locale.ROOT))) {
            throw refused("TicketSQL has no collation " + name + ": text is compared and sorted by code point, which is"
                    + " COLLATE \"C\"; UPPER(x) or LOWER(x) makes letters equal");
        }
    }

    private static CalciteException refused(String message) {
        return new CalciteException(message, null);
    }

    /** Reads PostgreSQL's {@code EXTRACT('year' FROM x)}. */
    private Token unitOfExtract(Token word) {
        boolean unit = word.kind == TicketSqlParserImplConstants.QUOTED_STRING
                && before() == TicketSqlParserImplConstants.LPAREN
                && lastButOne() == TicketSqlParserImplConstants.EXTRACT;
        return unit ? named(word, word.image.substring(1, word.image.length() - 1)) : word;
    }
}
