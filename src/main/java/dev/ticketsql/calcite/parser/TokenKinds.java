package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.parser.impl.TicketSqlParserImplConstants;
import java.util.Set;

/** Tokens by what they may stand beside. */
final class TokenKinds {

    /** Functions that the templates read in one order of arguments alone. */
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

    /** What follows {@code GROUP BY ALL} where ALL is all there is. */
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

    /** What an operand stands behind: a word that follows is no operator. */
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

    /** What a table function may stand behind, apart from a comma. */
    static final Set<Integer> BEFORE_TABLES = Set.of(
            TicketSqlParserImplConstants.FROM,
            TicketSqlParserImplConstants.JOIN,
            TicketSqlParserImplConstants.LATERAL,
            TicketSqlParserImplConstants.APPLY);

    /** What follows the alias of a column, and no type in a cast. */
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

    /** What may follow {@code ORDER BY x USING}. */
    static final Set<Integer> COMPARISONS = Set.of(
            TicketSqlParserImplConstants.LT,
            TicketSqlParserImplConstants.LE,
            TicketSqlParserImplConstants.GT,
            TicketSqlParserImplConstants.GE,
            TicketSqlParserImplConstants.EQ);

    private TokenKinds() {}
}
