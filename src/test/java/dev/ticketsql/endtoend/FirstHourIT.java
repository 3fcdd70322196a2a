package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The session of first-hour.md, typed line by line into one terminal: the page shows what the terminal shows. The times
 * that statements took are those of the machine that wrote the page; all else is compared.
 *
 * <p>{@code mvn verify -Dit.test=FirstHourIT -Dticketsql.documents=write -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false} writes it anew.
 */
@Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
final class FirstHourIT {

    private static final Document PAGE = Document.page("first-hour.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```text\n(.*?)^```$");

    private static final Pattern TYPED = Pattern.compile("(\\$|ticketsql>|semicolon>) (.+)");

    /** What the page calls the directory of the person who types. */
    private static final String HOME = "/home/ana";

    private static final int COLUMNS = 110;
    private static final int ROWS = 50;

    @TempDir
    private Path directory;

    @Test
    void thePageShowsWhatTheTerminalShows() throws Exception {
        List<String> shown = shown(PAGE.blocks("text"));
        if (System.getProperty("ticketsql.documents", "").equals("write")) {
            write(shown);
        }
        List<String> blocks = PAGE.blocks("text");
        for (int block = 0; block < blocks.size(); block++) {
            assertEquals(blocks.get(block), DocumentedShell.withTimesOf(blocks.get(block), shown.get(block)));
        }
    }

    private static void write(List<String> shown) throws Exception {
        Iterator<String> next = shown.iterator();
        String page = BLOCK.matcher(PAGE.text())
                .replaceAll(block -> Matcher.quoteReplacement("```text\n" + next.next() + "\n```"));
        Files.writeString(PAGE.path(), page);
    }

    /** Types the lines of the page's blocks; returns what the terminal showed for each. */
    private List<String> shown(List<String> blocks) throws Exception {
        CommandLine shell = DocumentedShell.in(directory, PAGE);
        List<String> shown = new ArrayList<>();
        try (Screen screen = new Screen(shell, COLUMNS, ROWS)) {
            String before = screen.await("$");
            for (String block : blocks) {
                int start = before.lastIndexOf('\n') + 1;
                before = typed(screen, block, before);
                shown.add(before.substring(start, before.lastIndexOf('\n'))
                        .strip()
                        .replace(directory.toString(), HOME));
            }
        }
        return shown;
    }

    /** Types the lines of a block, each behind its prompt; returns everything that is shown then. */
    private static String typed(Screen screen, String block, String before) throws Exception {
        String all = before;
        List<MatchResult> lines = block.lines()
                .map(TYPED::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();
        assertTrue(!lines.isEmpty(), () -> "nothing is typed in " + block);
        for (MatchResult line : lines) {
            assertEquals(line.group(1), lastLine(all), () -> "the prompt before " + line.group(2));
            long linesBefore = all.lines().count();
            screen.enter(line.group(2));
            all = screen.await(now -> now.lines().count() > linesBefore && isPrompt(lastLine(now)));
        }
        return all;
    }

    private static boolean isPrompt(String line) {
        return TYPED.matcher(line + " typed").matches();
    }

    private static String lastLine(String all) {
        return all.substring(all.lastIndexOf('\n') + 1);
    }
}
