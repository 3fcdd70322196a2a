package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import java.util.Set;

/** Sets of tokens, by the tokens that may stand beside them. */
final class TokenKinds {

    /** Functions that Calcite's grammar reads in one order of arguments alone. */
    static final Set<Integer> FUNCTIONS = Set.of(
            TicketSqlParserImplConstants.DATE_DIFF,
            TicketSqlParserImplConstants.DATE_TRUNC,
            TicketSqlParserImplConstants.DATETIME_DIFF,
            TicketSqlParserImplConstants.DATETIME_TRUNC,
            TicketSqlParserImplConstants.TIMESTAMP_DIFF,
            TicketSqlParserImplConstants.TIMESTAMP_TRUNC);

    /** Units of intervals. */
    static final Set<Integer> UNITS = Set.of(
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

    /** Tokens behind {@code GROUP BY ALL} where ALL is the only key. */
    static final Set<Integer> AFTER_GROUPS = Set.of(
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

    /** Tokens before an operand: a word that follows is no operator. */
    static final Set<Integer> BEFORE_OPERANDS = Set.of(
            TicketSqlParserImplConstants.EOF,
            TicketSqlParserImplConstants.SELECT,
            TicketSqlParserImplConstants.DISTINCT,
            TicketSqlParserImplConstants.ALL,
            TicketSqlParserImplConstants.COMMA,
            TicketSqlParserImplConstants.AS,
            TicketSqlParserImplConstants.DOT,
            TicketSqlParserImplConstants.LPAREN,
            TicketSqlParserImplConstants.LBRACKET,
            TicketSqlParserImplConstants.BY,
            TicketSqlParserImplConstants.ON,
            TicketSqlParserImplConstants.WHERE,
            TicketSqlParserImplConstants.HAVING,
            TicketSqlParserImplConstants.QUALIFY,
            TicketSqlParserImplConstants.AND,
            TicketSqlParserImplConstants.OR,
            TicketSqlParserImplConstants.NOT,
            TicketSqlParserImplConstants.WHEN,
            TicketSqlParserImplConstants.THEN,
            TicketSqlParserImplConstants.ELSE,
            TicketSqlParserImplConstants.CASE,
            TicketSqlParserImplConstants.BETWEEN,
            TicketSqlParserImplConstants.LIKE,
            TicketSqlParserImplConstants.IN,
            TicketSqlParserImplConstants.EQ,
            TicketSqlParserImplConstants.NE,
            TicketSqlParserImplConstants.NE2,
            TicketSqlParserImplConstants.LT,
            TicketSqlParserImplConstants.LE,
            TicketSqlParserImplConstants.GT,
            TicketSqlParserImplConstants.GE,
            TicketSqlParserImplConstants.PLUS,
            TicketSqlParserImplConstants.MINUS,
            TicketSqlParserImplConstants.STAR,
            TicketSqlParserImplConstants.SLASH,
            TicketSqlParserImplConstants.PERCENT_REMAINDER,
            TicketSqlParserImplConstants.CONCAT);

    /** Tokens before a table function, apart from a comma. */
    static final Set<Integer> BEFORE_TABLES = Set.of(
            TicketSqlParserImplConstants.FROM,
            TicketSqlParserImplConstants.JOIN,
            TicketSqlParserImplConstants.LATERAL,
            TicketSqlParserImplConstants.APPLY);

    /** Tokens behind the alias of a column, and behind no type in a cast. */
    static final Set<Integer> AFTER_ALIASES = Set.of(
            TicketSqlParserImplConstants.EOF,
            TicketSqlParserImplConstants.SEMICOLON,
            TicketSqlParserImplConstants.COMMA,
            TicketSqlParserImplConstants.FROM,
            TicketSqlParserImplConstants.LIMIT,
            TicketSqlParserImplConstants.ORDER);

    /** Operators that bind tighter than those of bits. */
    static final Set<Integer> SUMS = Set.of(
            TicketSqlParserImplConstants.PLUS,
            TicketSqlParserImplConstants.MINUS,
            TicketSqlParserImplConstants.STAR,
            TicketSqlParserImplConstants.SLASH,
            TicketSqlParserImplConstants.PERCENT_REMAINDER,
            TicketSqlParserImplConstants.CONCAT);

    /** Operators behind {@code ORDER BY x USING}. */
    static final Set<Integer> COMPARISONS = Set.of(
            TicketSqlParserImplConstants.LT,
            TicketSqlParserImplConstants.LE,
            TicketSqlParserImplConstants.GT,
            TicketSqlParserImplConstants.GE,
            TicketSqlParserImplConstants.EQ);

    private TokenKinds() {}
}
