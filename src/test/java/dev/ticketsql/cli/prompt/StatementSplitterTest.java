package dev.ticketsql.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatementSplitterTest {

    @Test
    void semicolonsSeparateWhereverTheyStandButInQuotesAndComments() {
        assertEquals(
                List.of("SELECT ';''' -- a;b\n", "/*;*/ SELECT \";\", `;` - 1 / 2"),
                StatementSplitter.statements("SELECT ';''' -- a;b\n;;/*;*/ SELECT \";\", `;` - 1 / 2; -- the end;")
                        .stream()
                        .map(statement -> statement.replaceFirst("^[ \n]+(?=/)", ""))
                        .toList());
    }

    @Test
    void positionsAreThoseOfTheWholeText() {
        assertEquals(
                List.of("SELECT 1", "         \n  SELECT 2"), StatementSplitter.statements("SELECT 1;\n  SELECT 2;"));
    }
}
