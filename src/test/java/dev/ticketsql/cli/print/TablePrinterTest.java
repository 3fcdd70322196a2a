package dev.ticketsql.cli.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablePrinterTest {

    /** Stands for NULL. */
    private static final String MISSING = "missing";

    private final List<String> printed = new ArrayList<>();

    @Test
    void aTableThatFitsIsWholeAndNullIsNotTheEmptyText() {
        print(80, List.of("n", "t"), row("1", MISSING), row("2", ""));
        assertEquals("""
                +---+------+
                | n |  t   |
                +---+------+
                | 1 | NULL |
                | 2 |      |
                +---+------+""", String.join("\n", printed));
    }

    @Test
    void lettersOfTwoColumnsAndAccentsOfNoneAreAligned() {
        print(80, List.of("n", "文字"), row("1", "中文"), row("2", "e\u0301😀"), row("3", "✅👍🏽"));
        assertEquals("""
                +---+------+
                | n | 文字 |
                +---+------+
                | 1 | 中文 |
                | 2 | e\u0301😀  |
                | 3 | ✅👍🏽 |
                +---+------+""", String.join("\n", printed));
    }

    @Test
    void aWideTextIsShortenedToTheTerminalAndOthersAreNot() {
        print(40, List.of("id", "text"), row("614323587394", "x".repeat(100)), row("1", "中".repeat(100)));
        assertEquals("""
                +--------------+-----------------------+
                |      id      |         text          |
                +--------------+-----------------------+
                | 614323587394 | xxxxxxxxxxxxxxxxxxxx… |
                | 1            | 中中中中中中中中中中… |
                +--------------+-----------------------+""", String.join("\n", printed));
    }

    @Test
    void columnsOfNullAloneAreLeftOutBeforeOthersAndTheFooterSaysHowManyAreShown() {
        print(
                40,
                List.of("id", "nothing", "left_on_screen", "last"),
                row("614323587394", MISSING, "something", "1"),
                row("614323587395", MISSING, "else", "2"));
        assertEquals("""
                +--------------+------------+------+---+
                |      id      | left_on_s… | last | … |
                +--------------+------------+------+---+
                | 614323587394 | something  | 1    | … |
                | 614323587395 | else       | 2    | … |
                +--------------+------------+------+---+
                4 columns, 3 shown (\\x shows all)""", String.join("\n", printed));
    }

    @Test
    void theLongestTextsAreLeftOutBeforeColumnsThatCanBeRead() {
        print(
                50,
                List.of("id", "json", "via", "body"),
                row("614323587394", "{".repeat(200), "Web form", "x".repeat(90)),
                row("614323587395", "[]", "Email", "y"));
        assertEquals("""
                +--------------+----------+------------------+---+
                |      id      |   via    |       body       | … |
                +--------------+----------+------------------+---+
                | 614323587394 | Web form | xxxxxxxxxxxxxxx… | … |
                | 614323587395 | Email    | y                | … |
                +--------------+----------+------------------+---+
                4 columns, 3 shown (\\x shows all)""", String.join("\n", printed));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 120, 200})
    void noLineIsWiderThanTheTerminalAndNoHeaderIsBlank(int width) {
        List<String> labels =
                IntStream.range(0, 30).mapToObj(column -> "column_" + column).toList();
        print(
                width,
                labels,
                row(labels.stream().map(label -> label.repeat(3)).toArray(String[]::new)),
                row(labels.toArray(String[]::new)));
        printed.stream()
                .filter(line -> !line.contains("shown"))
                .forEach(line -> assertTrue(DisplayWidth.of(line) <= width, line));
        Stream.of(printed.get(1).split("\\|")).skip(1).forEach(header -> assertTrue(!header.isBlank(), printed.get(1)));
    }

    @Test
    void whatWouldMoveTheCursorIsShownAsText() {
        print(80, List.of("t"), row("a\nb\tc\u001b[31md"));
        assertEquals("| a\\nb\\tc\\u001b[31md |", printed.get(3));
    }

    @Test
    void rowsAfterTheMeasuredOnesTakeTheRoomThatIsLeftAndNoMore() {
        TablePrinter printer = printer(20, List.of("a", "b"));
        printer.row(values("1", "2"));
        printer.flush();
        printer.row(values("1", "wider than before, and too wide"));
        assertEquals("| 1 | wider than … |", printed.get(4));
        assertEquals(20, DisplayWidth.of(printed.get(4)));
    }

    private void print(int width, List<String> labels, String[]... rows) {
        TablePrinter printer = printer(width, labels);
        Arrays.stream(rows).forEach(row -> printer.row(values(row)));
        printer.end();
    }

    private TablePrinter printer(int width, List<String> labels) {
        PrintOptions options =
                new PrintOptions(width, Integer.MAX_VALUE, true, "NULL", false, ",", '"', false, "\\x shows all");
        return new TablePrinter(
                labels.stream()
                        .map(label -> new ResultColumn(
                                label, label.equals("id") ? ResultColumn.Kind.NUMBER : ResultColumn.Kind.TEXT))
                        .toList(),
                options,
                printed::add);
    }

    private static String[] row(String... values) {
        return values;
    }

    private static List<Optional<String>> values(String... values) {
        return Arrays.stream(values)
                .map(value -> Optional.of(value).filter(text -> !text.equals(MISSING)))
                .toList();
    }
}
