package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.SimpleCharStream;
import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplTokenManager;
import dev.ticketsql.calcite.parser.impl.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Hands the parser the tokens of a statement, some of them in words that Calcite's grammar reads: where its templates
 * leave no place for a production, a call of a {@link Marker} is put, which the rewriter resolves. {@code INTERVAL '7
 * days'} and {@code '7 days'::interval} are calls, {@code DISTINCT ON (a, b)} is the first column of its select list,
 * {@code GROUP BY ALL} groups by a name. Date functions with a unit are functions like any other.
 */
final class LenientTokens extends TicketSqlParserImplTokenManager {

    /** Functions that the templates read in one order of arguments alone. */
    private static final Set<Integer> FUNCTIONS = Set.of(
            TicketSqlParserImplConstants.DATE_DIFF,
            TicketSqlParserImplConstants.DATE_TRUNC,
            TicketSqlParserImplConstants.DATETIME_DIFF,
            TicketSqlParserImplConstants.DATETIME_TRUNC,
            TicketSqlParserImplConstants.TIMESTAMP_DIFF,
            TicketSqlParserImplConstants.TIMESTAMP_TRUNC);

    private static final Set<Integer> UNITS = Set.of(
            TicketSqlParserImplConstants.YEAR,
            TicketSqlParserImplConstants.YEARS,
            TicketSqlParserImplConstants.QUARTER,
            TicketSqlParserImplConstants.QUARTERS,
            TicketSqlParserImplConstants.MONTH,
            TicketSqlParserImplConstants.MONTHS,
            TicketSqlParserImplConstants.WEEK,
            TicketSqlParserImplConstants.WEEKS,
            TicketSqlParserImplConstants.DAY,
            TicketSqlParserImplConstants.DAYS,
            TicketSqlParserImplConstants.HOUR,
            TicketSqlParserImplConstants.HOURS,
            TicketSqlParserImplConstants.MINUTE,
            TicketSqlParserImplConstants.MINUTES,
            TicketSqlParserImplConstants.SECOND,
            TicketSqlParserImplConstants.SECONDS);

    /** What follows {@code GROUP BY ALL} where ALL is all there is. */
    private static final Set<Integer> AFTER_GROUPS = Set.of(
            TicketSqlParserImplConstants.EOF,
            TicketSqlParserImplConstants.SEMICOLON,
            TicketSqlParserImplConstants.RPAREN,
            TicketSqlParserImplConstants.HAVING,
            TicketSqlParserImplConstants.WINDOW,
            TicketSqlParserImplConstants.QUALIFY,
            TicketSqlParserImplConstants.ORDER,
            TicketSqlParserImplConstants.LIMIT,
            TicketSqlParserImplConstants.OFFSET,
            TicketSqlParserImplConstants.FETCH,
            TicketSqlParserImplConstants.UNION,
            TicketSqlParserImplConstants.INTERSECT,
            TicketSqlParserImplConstants.EXCEPT,
            TicketSqlParserImplConstants.SET_MINUS);

    private final Deque<Token> ready = new ArrayDeque<>();
    private final List<Token> ahead = new ArrayList<>();

    /** Parentheses that are open, each with whether a comma belongs behind it. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private int before = TicketSqlParserImplConstants.EOF;
    private int lastButOne = TicketSqlParserImplConstants.EOF;

    LenientTokens(SimpleCharStream text) {
        super(text);
    }

    @Override
    public Token getNextToken() {
        if (ready.isEmpty()) {
            read();
        }
        return ready.remove();
    }

    private void read() {
        int kind = kind(0);
        if (kind == TicketSqlParserImplConstants.INTERVAL) {
            readInterval();
        } else if (kind == TicketSqlParserImplConstants.QUOTED_STRING
                && kind(1) == TicketSqlParserImplConstants.INFIX_CAST
                && kind(2) == TicketSqlParserImplConstants.INTERVAL
                && !UNITS.contains(kind(3))) {
            Token text = take();
            take();
            readMarkedText(take(), text);
        } else if (kind == TicketSqlParserImplConstants.DISTINCT
                && before == TicketSqlParserImplConstants.SELECT
                && kind(1) == TicketSqlParserImplConstants.ON
                && kind(2) == TicketSqlParserImplConstants.LPAREN) {
            take();
            pass(named(take(), Marker.DISTINCT_ON.name()));
            open.push(true);
            pass(take());
        } else {
            readOne(kind);
        }
    }

    private void readOne(int kind) {
        switch (kind) {
            case TicketSqlParserImplConstants.LPAREN -> {
                open.push(false);
                pass(take());
            }
            case TicketSqlParserImplConstants.RPAREN -> {
                Token close = take();
                pass(close);
                if (!open.isEmpty() && open.pop()) {
                    pass(like(close, TicketSqlParserImplConstants.COMMA, ","));
                }
            }
            // Arrows of lambdas are arrows of JSON: no function that we have takes a lambda.
            case TicketSqlParserImplConstants.LAMBDA -> {
                Token arrow = take();
                pass(like(arrow, TicketSqlParserImplConstants.JSON_ARROW, arrow.image));
            }
            case TicketSqlParserImplConstants.ALL -> {
                Token all = take();
                boolean groups = before == TicketSqlParserImplConstants.BY
                        && lastButOne == TicketSqlParserImplConstants.GROUP
                        && AFTER_GROUPS.contains(kind(0));
                pass(groups ? named(all, Marker.GROUP_BY_ALL.name()) : all);
            }
            case TicketSqlParserImplConstants.DATETIME -> {
                Token type = take();
                pass(kind(0) == TicketSqlParserImplConstants.QUOTED_STRING ? type : named(type, type.image));
            }
            default -> {
                Token word = take();
                boolean function = FUNCTIONS.contains(kind) && kind(0) == TicketSqlParserImplConstants.LPAREN;
                pass(function ? named(word, word.image) : unitOfExtract(word));
            }
        }
    }

    /** PostgreSQL also reads {@code EXTRACT('year' FROM x)}. */
    private Token unitOfExtract(Token word) {
        boolean unit = word.kind == TicketSqlParserImplConstants.QUOTED_STRING
                && before == TicketSqlParserImplConstants.LPAREN
                && lastButOne == TicketSqlParserImplConstants.EXTRACT;
        return unit ? named(word, word.image.substring(1, word.image.length() - 1)) : word;
    }

    private void readInterval() {
        boolean negated = kind(1) == TicketSqlParserImplConstants.MINUS;
        int text = negated || kind(1) == TicketSqlParserImplConstants.PLUS ? 2 : 1;
        if (kind(text) != TicketSqlParserImplConstants.QUOTED_STRING || UNITS.contains(kind(text + 1))) {
            pass(take());
            return;
        }
        Token interval = take();
        if (negated) {
            pass(take());
        } else if (text == 2) {
            take();
        }
        readMarkedText(interval, take());
    }

    /**
     * In parentheses as the distance of a frame, {@code INTERVAL '7 days' PRECEDING}: the templates read no call there.
     */
    private void readMarkedText(Token interval, Token text) {
        boolean isDistance =
                kind(0) == TicketSqlParserImplConstants.PRECEDING || kind(0) == TicketSqlParserImplConstants.FOLLOWING;
        if (isDistance) {
            pass(like(interval, TicketSqlParserImplConstants.LPAREN, "("));
        }
        pass(named(interval, Marker.INTERVAL.name()));
        pass(like(interval, TicketSqlParserImplConstants.LPAREN, "("));
        pass(text);
        pass(like(text, TicketSqlParserImplConstants.RPAREN, ")"));
        if (isDistance) {
            pass(like(text, TicketSqlParserImplConstants.RPAREN, ")"));
        }
    }

    private int kind(int distance) {
        while (ahead.size() <= distance) {
            ahead.add(super.getNextToken());
        }
        return ahead.get(distance).kind;
    }

    private Token take() {
        kind(0);
        return ahead.remove(0);
    }

    private void pass(Token token) {
        ready.add(token);
        lastButOne = before;
        before = token.kind;
    }

    private static Token named(Token place, String name) {
        return like(place, TicketSqlParserImplConstants.IDENTIFIER, name);
    }

    private static Token like(Token place, int kind, String image) {
        Token token = Token.newToken(kind);
        token.kind = kind;
        token.image = image;
        token.beginLine = place.beginLine;
        token.beginColumn = place.beginColumn;
        token.endLine = place.endLine;
        token.endColumn = place.endColumn;
        token.specialToken = place.specialToken;
        return token;
    }
}
