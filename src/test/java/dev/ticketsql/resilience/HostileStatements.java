package dev.ticketsql.resilience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Statements of people who make mistakes and of people who mean harm: those of a list, of statements of other engines
 * that reach for files, hosts, processes and settings, and changed ones of the documents, by seed and number.
 */
final class HostileStatements {

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\w+|\\s+|<=|>=|<>|\\|\\||::|->>|.", Pattern.DOTALL);

    private static final Pattern SQL = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

    private static final Pattern WORD = Pattern.compile("\\w+");

    /** Characters that begin or end something somewhere, or are none of SQL's. */
    private static final List<String> CHARACTERS = List.of(
            "'",
            "\"",
            "`",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ";",
            ",",
            ".",
            "*",
            "?",
            "%",
            "\\",
            "/*",
            "*/",
            "--",
            "//",
            "$",
            "$$",
            "@",
            "#",
            "::",
            "|",
            "||",
            "->",
            "~",
            "!",
            "^",
            "&",
            "\0",
            "\u0001",
            "\u001B[2J",
            "\uFEFF",
            "\u200B",
            "\u202E",
            "\u00A0",
            "\u2028",
            "é",
            "ß",
            "表",
            "😀",
            "\uD83D",
            "\uDE00",
            "e\u0301",
            "\r",
            "\n",
            "\t",
            "\f");

    private static final List<String> LITERALS = List.of(
            "0",
            "-1",
            "1e308",
            "1e999",
            "0.1",
            "9223372036854775807",
            "9223372036854775808",
            "''",
            "'x'",
            "NULL",
            "TRUE",
            "DATE '2026-01-01'",
            "DATE '9999-12-31'",
            "TIMESTAMP '2026-01-01 00:00:00'",
            "INTERVAL '1' DAY",
            "INTERVAL '99' YEAR",
            "X'00'",
            "ARRAY[1, 2]",
            "ARRAY['a']",
            "ROW(1, 'a')",
            "(1, 2)",
            "'2026-13-01'",
            "'$.a'",
            "'{\"a\": 1}'",
            "'['",
            "'%Y'",
            "(SELECT 1)",
            "(SELECT id FROM ticket_events)",
            "?",
            "*",
            "\"time\"",
            "id",
            "via",
            "child_events",
            "U&'\\D83D'",
            "E'\\''",
            "'\0'",
            "DEFAULT",
            "CURRENT_TIMESTAMP",
            "9".repeat(100));

    private final long seed;
    private final List<String> listed;
    private final List<String> bases;
    private final List<String> words;

    HostileStatements(long seed, Path canary, int port) {
        this.seed = seed;
        listed = list(canary, port);
        bases = Stream.concat(documented().stream(), listed.stream()).toList();
        words = bases.stream()
                .flatMap(base -> WORD.matcher(base).results().map(MatchResult::group))
                .distinct()
                .sorted()
                .toList();
    }

    /** Number of those of the list, which come first. */
    int listed() {
        return listed.size();
    }

    /** The statement of that number, from 0. */
    String statement(int number) {
        if (number < listed.size()) {
            return listed.get(number);
        }
        Random dice = new Random(seed * 1_000_003 + number);
        return switch (dice.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> changedWords(base(dice), dice);
            case 5, 6, 7 -> changedCharacters(base(dice), dice);
            case 8 -> soup(dice);
            case 9 -> spliced(base(dice), base(dice), dice);
            case 10 -> nested(dice);
            default -> overlong(dice);
        };
    }

    private String base(Random dice) {
        return one(bases, dice);
    }

    private String changedWords(String base, Random dice) {
        List<String> tokens = new ArrayList<>(
                TOKEN.matcher(base).results().map(MatchResult::group).toList());
        int changes = 1 + dice.nextInt(3);
        for (int change = 0; change < changes && !tokens.isEmpty(); change++) {
            int place = dice.nextInt(tokens.size());
            switch (dice.nextInt(6)) {
                case 0 -> tokens.remove(place);
                case 1 -> tokens.add(place, tokens.get(place));
                case 2 -> tokens.set(place, one(words, dice));
                case 3 -> tokens.set(place, one(LITERALS, dice));
                case 4 -> tokens.set(place, tokens.get(dice.nextInt(tokens.size())));
                default -> tokens.add(place, " " + one(words, dice) + " ");
            }
        }
        return String.join("", tokens);
    }

    private static String changedCharacters(String base, Random dice) {
        StringBuilder text = new StringBuilder(base);
        int changes = 1 + dice.nextInt(3);
        for (int change = 0; change < changes && !text.isEmpty(); change++) {
            int place = dice.nextInt(text.length());
            switch (dice.nextInt(4)) {
                case 0 -> text.deleteCharAt(place);
                case 1 -> text.setLength(place);
                case 2 -> text.insert(place, one(CHARACTERS, dice));
                default -> text.replace(place, place + 1, one(CHARACTERS, dice));
            }
        }
        return text.toString();
    }

    private String soup(Random dice) {
        return (dice.nextBoolean() ? "SELECT " : "")
                + IntStream.range(0, 1 + dice.nextInt(12))
                        .mapToObj(word -> switch (dice.nextInt(3)) {
                            case 0 -> one(words, dice);
                            case 1 -> one(LITERALS, dice);
                            default -> one(CHARACTERS, dice);
                        })
                        .collect(Collectors.joining(" "));
    }

    private static String spliced(String one, String other, Random dice) {
        return one.substring(0, dice.nextInt(one.length() + 1)) + other.substring(dice.nextInt(other.length() + 1));
    }

    private static String nested(Random dice) {
        int depth = 1 << (3 + dice.nextInt(10));
        return switch (dice.nextInt(9)) {
            case 0 -> "SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth);
            case 1 -> "SELECT " + "(".repeat(depth);
            case 2 -> "SELECT * FROM " + "(SELECT * FROM ".repeat(depth / 8) + "ticket_events" + ")".repeat(depth / 8);
            case 3 -> "SELECT 1" + " + 1".repeat(depth);
            case 4 -> "SELECT " + "NOT ".repeat(depth) + "TRUE";
            case 5 -> "SELECT " + "UPPER(".repeat(depth / 8) + "'a'" + ")".repeat(depth / 8);
            case 6 -> "SELECT " + "CASE WHEN TRUE THEN ".repeat(depth / 8) + "1" + " END".repeat(depth / 8);
            case 7 -> "SELECT id FROM ticket_events WHERE " + "id = 1 OR ".repeat(depth / 4) + "id = 2";
            default -> "SELECT " + "- ".repeat(depth) + "1" + "/*".repeat(depth);
        };
    }

    private static String overlong(Random dice) {
        int length = 1 << (6 + dice.nextInt(13));
        return switch (dice.nextInt(8)) {
            case 0 -> "SELECT CHAR_LENGTH('" + "x".repeat(length) + "')";
            case 1 -> "SELECT " + "x".repeat(length) + " FROM ticket_events";
            case 2 -> "SELECT 1 AS \"" + "y".repeat(length) + "\"";
            case 3 -> "SELECT " + "9".repeat(Math.min(length, 4096));
            case 4 -> "SELECT id FROM ticket_events WHERE id IN (" + "1, ".repeat(Math.min(length, 512)) + "2)";
            case 5 -> "SELECT '" + "x".repeat(length);
            case 6 -> " ".repeat(length) + "SELECT" + "\n".repeat(length) + "nothing";
            default -> "SELECT CAST('" + "z".repeat(length) + "' AS INTEGER)";
        };
    }

    private static <T> T one(List<T> of, Random dice) {
        return of.get(dice.nextInt(of.size()));
    }

    private static List<String> list(Path canary, int port) {
        try (InputStream in = HostileStatements.class.getResourceAsStream("hostile-statements.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.replace("{file}", canary.toString())
                            .replace("{dir}", String.valueOf(canary.getParent()))
                            .replace("{port}", Integer.toString(port))
                            .replace("{bell}", "\u0007")
                            .replace("{line separator}", "\u2028"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> documented() {
        try {
            List<String> statements = new ArrayList<>();
            for (String document :
                    List.of("README.md", "src/docs/columns.md", "src/docs/sql.md", "src/docs/mirror.md")) {
                SQL.matcher(Files.readString(Path.of(document)))
                        .results()
                        .map(block -> block.group(1).strip())
                        .forEach(statements::add);
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
