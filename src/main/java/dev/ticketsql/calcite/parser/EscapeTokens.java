package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import dev.ticketsql.calcite.parser.impl.Token;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads the escapes of JDBC that Calcite's grammar has not, and passes on what is inside their braces: {@code {oj a
 * LEFT JOIN b ON ..}}, {@code {escape '\'}}, {@code {limit 10 offset 5}}. The braces of other escapes are passed on.
 */
final class EscapeTokens {

    private final TokenSource tokens;

    /** Open braces, each with whether it is left out. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    EscapeTokens(TokenSource tokens) {
        this.tokens = tokens;
    }

    /** Tests for a brace, with or without the word of an escape in the same token. */
    boolean isBrace() {
        return switch (tokens.kind(0)) {
            case TicketSqlParserImplConstants.LBRACE,
                    TicketSqlParserImplConstants.LBRACE_D,
                    TicketSqlParserImplConstants.LBRACE_T,
                    TicketSqlParserImplConstants.LBRACE_TS,
                    TicketSqlParserImplConstants.LBRACE_FN,
                    TicketSqlParserImplConstants.RBRACE -> true;
            default -> false;
        };
    }

    void read() {
        Token brace = tokens.take();
        if (brace.kind == TicketSqlParserImplConstants.RBRACE) {
            if (open.isEmpty() || !open.pop()) {
                tokens.pass(brace);
            }
            return;
        }
        boolean isJoin = brace.kind == TicketSqlParserImplConstants.LBRACE
                && tokens.kind(0) == TicketSqlParserImplConstants.IDENTIFIER
                && tokens.image(0).equalsIgnoreCase("oj");
        boolean isClause = brace.kind == TicketSqlParserImplConstants.LBRACE
                && (tokens.kind(0) == TicketSqlParserImplConstants.ESCAPE
                        || tokens.kind(0) == TicketSqlParserImplConstants.LIMIT);
        open.push(isJoin || isClause);
        if (isJoin) {
            tokens.take();
        } else if (!isClause) {
            tokens.pass(brace);
        }
    }
}
