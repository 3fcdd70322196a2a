package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.SimpleCharStream;
import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplTokenManager;
import dev.ticketsql.calcite.parser.impl.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Filters tokens between the lexer and the parser: tokens ahead can be seen, taken, and passed on as others. */
abstract class TokenSource extends TicketSqlParserImplTokenManager {

    private final Deque<Token> ready = new ArrayDeque<>();
    private final List<Token> ahead = new ArrayList<>();

    private int before = TicketSqlParserImplConstants.EOF;
    private int lastButOne = TicketSqlParserImplConstants.EOF;

    TokenSource(SimpleCharStream text) {
        super(text);
    }

    /**
     * Takes at least one token, and passes on the tokens that the parser reads in its place, of which there may be
     * none.
     */
    abstract void read();

    @Override
    public Token getNextToken() {
        while (ready.isEmpty()) {
            read();
        }
        return ready.remove();
    }

    /** The kind of the token that was passed on last. */
    int before() {
        return before;
    }

    /** The kind of the token that was passed on before the last. */
    int lastButOne() {
        return lastButOne;
    }

    /** The kind of a token ahead, 0 being the next. */
    int kind(int distance) {
        return ahead(distance).kind;
    }

    /** The text of a token ahead. */
    String image(int distance) {
        return ahead(distance).image;
    }

    private Token ahead(int distance) {
        while (ahead.size() <= distance) {
            ahead.add(super.getNextToken());
        }
        return ahead.get(distance);
    }

    Token take() {
        Token next = ahead(0);
        ahead.remove(0);
        return next;
    }

    void pass(Token token) {
        ready.add(token);
        lastButOne = before;
        before = token.kind;
    }

    /** A name at the place of a token. */
    static Token named(Token place, String name) {
        return like(place, TicketSqlParserImplConstants.IDENTIFIER, name);
    }

    /** A token at the place of another. */
    static Token like(Token place, int kind, String image) {
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
