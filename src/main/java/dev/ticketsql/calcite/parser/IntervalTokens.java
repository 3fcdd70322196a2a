package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import dev.ticketsql.calcite.parser.impl.Token;

/**
 * Reads the tokens of an interval whose text holds its units, {@code INTERVAL '7 days'}, and passes on a call of
 * {@link SyntaxMarker#INTERVAL}: Calcite's grammar wants a unit behind the text.
 */
final class IntervalTokens {

    private final TokenSource tokens;

    IntervalTokens(TokenSource tokens) {
        this.tokens = tokens;
    }

    /** Tests for {@code '7 days'::interval}. */
    boolean isCastText() {
        return tokens.kind(0) == TicketSqlParserImplConstants.QUOTED_STRING
                && tokens.kind(1) == TicketSqlParserImplConstants.INFIX_CAST
                && tokens.kind(2) == TicketSqlParserImplConstants.INTERVAL
                && !TokenKinds.UNITS.contains(tokens.kind(3));
    }

    void readCastText() {
        Token text = tokens.take();
        tokens.take();
        readMarkedText(tokens.take(), text);
    }

    /** Tests for {@code CAST('7 days' AS INTERVAL)}. */
    boolean isCastCall() {
        return tokens.kind(0) == TicketSqlParserImplConstants.CAST
                && tokens.kind(2) == TicketSqlParserImplConstants.QUOTED_STRING
                && tokens.kind(4) == TicketSqlParserImplConstants.INTERVAL
                && tokens.kind(5) == TicketSqlParserImplConstants.RPAREN;
    }

    void readCastCall() {
        tokens.take();
        tokens.take();
        Token text = tokens.take();
        tokens.take();
        readMarkedText(tokens.take(), text);
        tokens.take();
    }

    /** Reads from the word INTERVAL on. */
    void read() {
        if (tokens.kind(1) == TicketSqlParserImplConstants.HOOK && TokenKinds.UNITS.contains(tokens.kind(2))) {
            readManyUnits(tokens.take());
            return;
        }
        boolean negated = tokens.kind(1) == TicketSqlParserImplConstants.MINUS;
        int text = negated || tokens.kind(1) == TicketSqlParserImplConstants.PLUS ? 2 : 1;
        if (tokens.kind(text) != TicketSqlParserImplConstants.QUOTED_STRING
                || TokenKinds.UNITS.contains(tokens.kind(text + 1))) {
            tokens.pass(tokens.take());
            return;
        }
        Token interval = tokens.take();
        if (negated) {
            tokens.pass(tokens.take());
        } else if (text == 2) {
            tokens.take();
        }
        readMarkedText(interval, tokens.take());
    }

    /** Writes MySQL's {@code INTERVAL ? DAY} as {@code (? * INTERVAL '1' DAY)}. */
    private void readManyUnits(Token interval) {
        tokens.pass(TokenSource.like(interval, TicketSqlParserImplConstants.LPAREN, "("));
        Token number = tokens.take();
        tokens.pass(number);
        tokens.pass(TokenSource.like(number, TicketSqlParserImplConstants.STAR, "*"));
        tokens.pass(interval);
        tokens.pass(TokenSource.like(number, TicketSqlParserImplConstants.QUOTED_STRING, "'1'"));
        Token unit = tokens.take();
        tokens.pass(unit);
        tokens.pass(TokenSource.like(unit, TicketSqlParserImplConstants.RPAREN, ")"));
    }

    /**
     * Writes the call. In a frame, {@code INTERVAL '7 days' PRECEDING}, it gets parentheses, since Calcite's grammar
     * reads no call there.
     */
    private void readMarkedText(Token interval, Token text) {
        boolean isDistance = tokens.kind(0) == TicketSqlParserImplConstants.PRECEDING
                || tokens.kind(0) == TicketSqlParserImplConstants.FOLLOWING;
        if (isDistance) {
            tokens.pass(TokenSource.like(interval, TicketSqlParserImplConstants.LPAREN, "("));
        }
        tokens.pass(TokenSource.named(interval, SyntaxMarker.INTERVAL.name()));
        tokens.pass(TokenSource.like(interval, TicketSqlParserImplConstants.LPAREN, "("));
        tokens.pass(text);
        tokens.pass(TokenSource.like(text, TicketSqlParserImplConstants.RPAREN, ")"));
        if (isDistance) {
            tokens.pass(TokenSource.like(text, TicketSqlParserImplConstants.RPAREN, ")"));
        }
    }
}
