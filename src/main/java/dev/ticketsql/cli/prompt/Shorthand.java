package dev.ticketsql.cli.prompt;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates what users of psql, DuckDB's shell and SQLite type by habit into commands of this one: {@code \d t} into
 * {@code !describe t}. Such a line needs no semicolon.
 */
public final class Shorthand {

    private static final Pattern COMMAND =
            Pattern.compile("\\s*([\\\\.][\\w?!+]+|[A-Za-z]+|\\?)(?:\\s+(.*?))?\\s*;*\\s*");

    /** Words without a mark, which begin no statement. */
    private static final Map<String, String> WORDS =
            Map.of("help", "!help", "?", "!help", "exit", "!quit", "quit", "!quit");

    /** Commands whose operand, if any, goes with them. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("\\?", "!help"),
            Map.entry("\\h", "!help"),
            Map.entry("\\help", "!help"),
            Map.entry(".help", "!help"),
            Map.entry("\\q", "!quit"),
            Map.entry("\\quit", "!quit"),
            Map.entry(".quit", "!quit"),
            Map.entry(".exit", "!quit"),
            Map.entry(".q", "!quit"),
            Map.entry("\\dt", "!tables"),
            Map.entry("\\dt+", "!tables"),
            Map.entry("\\dv", "!tables"),
            Map.entry("\\dv+", "!tables"),
            Map.entry(".tables", "!tables"),
            Map.entry("\\dn", "!sql SHOW SCHEMAS;"),
            Map.entry("\\l", "!sql SHOW SCHEMAS;"),
            Map.entry(".databases", "!sql SHOW SCHEMAS;"),
            Map.entry("\\x", "!expanded"),
            Map.entry("\\set", "!set"),
            Map.entry("\\i", "!run"),
            Map.entry("\\ir", "!run"),
            Map.entry(".read", "!run"),
            Map.entry("\\o", "!record"),
            Map.entry(".output", "!record"),
            Map.entry(".once", "!record"),
            Map.entry(".mode", "!outputformat"),
            Map.entry("\\s", "!history"),
            Map.entry("\\conninfo", "!status"),
            Map.entry(".show", "!status"));

    private static final Map<String, UnaryOperator<String>> OTHER = Map.of(
            "\\d", Shorthand::tables,
            "\\d+", Shorthand::tables,
            ".schema", Shorthand::tables,
            ".headers", operand -> "!set showheader " + truth(operand),
            ".header", operand -> "!set showheader " + truth(operand),
            ".timer", operand -> "!set showelapsedtime " + truth(operand),
            "\\timing", operand -> "!set showelapsedtime " + truth(operand),
            ".nullvalue", operand -> "!set nullvalue " + operand);

    private Shorthand() {}

    /** The command of sqlline that a line means; empty if it is a statement, or a command already. */
    public static Optional<String> command(String line) {
        Matcher command = COMMAND.matcher(line);
        if (!command.matches()) {
            return Optional.empty();
        }
        String word = command.group(1).toLowerCase(Locale.ROOT);
        String operand = Optional.ofNullable(command.group(2)).orElse("");
        if (WORDS.containsKey(word)) {
            return operand.isEmpty() ? Optional.ofNullable(WORDS.get(word)) : Optional.empty();
        }
        if (Character.isLetter(word.charAt(0))) {
            return Optional.empty();
        }
        if (SAME.containsKey(word)) {
            return Optional.of((SAME.get(word) + " " + operand).strip());
        }
        return Optional.of(
                OTHER.containsKey(word) ? OTHER.get(word).apply(operand).strip() : "!unknown " + command.group(1));
    }

    /** Lists tables without an operand, and columns with one. */
    private static String tables(String operand) {
        return operand.isEmpty() ? "!tables" : "!describe " + operand;
    }

    private static String truth(String operand) {
        return operand.isEmpty() || operand.equalsIgnoreCase("on") ? "true" : "false";
    }
}
