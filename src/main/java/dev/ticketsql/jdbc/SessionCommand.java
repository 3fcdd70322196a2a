package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.jdbc.message.SqlText;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement about the session and not about data, as pools and BI tools send to PostgreSQL: {@code BEGIN}, {@code SET
 * search_path TO x}, {@code DISCARD ALL}. Accepted where it changes nothing here, with a warning that says what is
 * ignored, and refused where a program would rely on its effect.
 *
 * @param words of the statement, quoted ones with their quotes
 */
record SessionCommand(List<String> words) {

    private static final Pattern WORD = Pattern.compile(
            "'[^']*+(?:''[^']*+)*+'|\"[^\"]*+(?:\"\"[^\"]*+)*+\"|[\\w.$@/+-]+|\\S", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> TRANSACTION_STARTS = Set.of("BEGIN", "START");

    private static final Set<String> TRANSACTION_ENDS = Set.of("COMMIT", "END", "ROLLBACK", "ABORT");

    private static final Set<String> RESETS = Set.of("DISCARD", "RESET", "DEALLOCATE", "UNLISTEN");

    /** Words that may follow those of transactions. */
    private static final Set<String> OF_TRANSACTIONS = Set.of(
            "WORK",
            "TRANSACTION",
            "AS",
            "ISOLATION",
            "LEVEL",
            "READ",
            "COMMITTED",
            "UNCOMMITTED",
            "REPEATABLE",
            "SERIALIZABLE",
            "ONLY",
            "WRITE",
            "DEFERRABLE",
            "AND",
            "NOT",
            "NO",
            "CHAIN",
            ",");

    private static final Set<String> SCOPES = Set.of("SESSION", "LOCAL", "GLOBAL");

    private static final String NO_TRANSACTIONS =
            "there are no transactions: nothing is written, and each statement sees what is mirrored when it begins";

    /**
     * Reads a statement.
     *
     * @return empty if it is no command of a session
     * @throws SQLException if another statement follows it
     */
    static Optional<SessionCommand> of(String sql) throws SQLException {
        String first = SqlText.firstWord(sql);
        boolean isCommand = first.equals("SET")
                || first.equals("USE")
                || TRANSACTION_STARTS.contains(first)
                || TRANSACTION_ENDS.contains(first)
                || RESETS.contains(first);
        if (!isCommand) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(StatementText.withoutSemicolon(SqlText.bare(sql)));
        while (word.find()) {
            words.add(word.group());
        }
        if (words.contains(";")) {
            throw new SQLException(
                    "one statement is run at a time: leave out what follows the semicolon",
                    SessionSettings.SYNTAX_STATE);
        }
        return Optional.of(new SessionCommand(List.copyOf(words)));
    }

    /**
     * Runs the command.
     *
     * @return a warning that says what is ignored; empty if nothing is
     * @throws SQLException if the command would have to change what cannot be changed
     */
    Optional<String> run(Session session) throws SQLException {
        session.requireOpen();
        String first = word(0);
        if (TRANSACTION_STARTS.contains(first) || TRANSACTION_ENDS.contains(first)) {
            return transaction(1);
        }
        if (RESETS.contains(first)) {
            return reset(first, session);
        }
        if (words.size() < 2) {
            throw SessionSettings.malformed(text());
        }
        return first.equals("USE") ? schema(session, 1) : set(session);
    }

    private Optional<String> transaction(int from) throws SQLException {
        for (String word : words.subList(from, words.size())) {
            if (!OF_TRANSACTIONS.contains(word.toUpperCase(Locale.ROOT))) {
                throw new SQLFeatureNotSupportedException(
                        text() + " is not supported: " + NO_TRANSACTIONS, JdbcCalls.UNSUPPORTED_STATE);
            }
        }
        return Optional.of(text() + " has no effect: " + NO_TRANSACTIONS);
    }

    private Optional<String> reset(String first, Session session) throws SQLException {
        boolean isOfSchema = words.size() > 1 && (word(1).equals("ALL") || SessionSettings.isSchema(words.get(1)));
        if (isOfSchema && !first.equals("DEALLOCATE")) {
            session.resetSchema();
        }
        if (words.size() > 1 && (first.equals("RESET") || first.equals("DISCARD"))) {
            Optional<Option> option = Option.named(bare(words.get(1)));
            if (word(1).equals("ALL")) {
                session.resetOptions();
            } else if (option.isPresent()) {
                session.set(option.get(), Optional.empty());
            }
        }
        return Optional.empty();
    }

    private Optional<String> set(Session session) throws SQLException {
        int at = SCOPES.contains(word(1)) && words.size() > 2 ? 2 : 1;
        String name = word(at);
        switch (name) {
            case "TRANSACTION", "CHARACTERISTICS" -> {
                return transaction(at + 1);
            }
            case "ROLE", "AUTHORIZATION" -> {
                throw new SQLFeatureNotSupportedException(
                        text()
                                + " is not supported: a connection has the rights of the account that it was opened with",
                        JdbcCalls.UNSUPPORTED_STATE);
            }
            case "SCHEMA" -> {
                return schema(session, isAssignment(at + 1) ? at + 2 : at + 1);
            }
            case "NAMES" -> {
                return SessionSettings.set(session, "client_encoding", values(at + 1));
            }
            default -> {
                if (name.equals("TIME") && words.size() > at + 2 && word(at + 1).equals("ZONE")) {
                    return SessionSettings.set(session, "timezone", values(at + 2));
                }
                if (!isAssignment(at + 1)) {
                    throw SessionSettings.malformed(text());
                }
                return SessionSettings.set(session, bare(words.get(at)).toLowerCase(Locale.ROOT), values(at + 2));
            }
        }
    }

    private Optional<String> schema(Session session, int at) throws SQLException {
        return SessionSettings.set(session, SessionSettings.SCHEMA, values(at));
    }

    private boolean isAssignment(int at) {
        return words.size() > at && (word(at).equals("=") || word(at).equals("TO"));
    }

    private List<String> values(int from) throws SQLException {
        if (from >= words.size()) {
            throw SessionSettings.malformed(text());
        }
        return words.subList(from, words.size()).stream()
                .filter(word -> !word.equals(","))
                .map(SessionCommand::bare)
                .toList();
    }

    /** A word in upper case. */
    private String word(int at) {
        return words.get(at).toUpperCase(Locale.ROOT);
    }

    private static String bare(String word) {
        boolean isQuoted = word.length() > 1 && (word.startsWith("'") || word.startsWith("\""));
        return isQuoted
                ? word.substring(1, word.length() - 1).replace("''", "'").replace("\"\"", "\"")
                : word;
    }

    /** The command as its words. */
    String text() {
        return String.join(" ", words);
    }
}
