package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's picture of a session: what a terminal shows when its statements are typed at the instant of the
 * documents. The times that statements took are those of the machine that drew the picture; all else is compared.
 *
 * <p>{@code mvn verify -Dit.test=DocumentTerminalIT -Dticketsql.documents=write -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false} draws it into src/docs/images.
 */
@Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
final class DocumentTerminalIT {

    /** The name of the image. */
    static final String IMAGE = "first-session";

    private static final Path PICTURE = Path.of("src/docs/images", IMAGE + ".svg");

    private static final int COLUMNS = 100;
    private static final int ROWS = 50;

    /**
     * The README's first statement, with an order of its equal counts, then a statement that needs no request any more.
     */
    private static final List<String> TYPED = List.of(
            "SELECT via, event_type, type, COUNT(*) AS events",
            "FROM ticket_events GROUP BY via, event_type, type ORDER BY events DESC, type;",
            "SELECT status, COUNT(*) AS intervals, ROUND(AVG(seconds) / 3600, 1) AS hours",
            "FROM ticket_status_intervals GROUP BY status ORDER BY hours DESC;");

    @TempDir
    private Path directory;

    @Test
    void thePictureShowsTheSessionThatTheSandboxGives() throws Exception {
        String title = Document.readme().firstMatch("!\\[([^\\]]+)\\]\\(" + PICTURE + "\\)");
        String screen = session();
        if (System.getProperty("ticketsql.documents", "").equals("write")) {
            Files.writeString(PICTURE, TerminalPicture.svg(screen, COLUMNS, title));
        }
        String picture = Files.readString(PICTURE);
        assertEquals(picture, TerminalPicture.svg(DocumentedShell.withTimesOf(picture, screen), COLUMNS, title));
    }

    @Test
    void theFirstStatementIsTheReadmesFirst() {
        assertTrue(
                Document.readme()
                        .text()
                        .contains("-e \"" + TYPED.get(0) + " " + TYPED.get(1).replace(", type;", "\"")),
                TYPED::toString);
    }

    private String session() throws Exception {
        CommandLine shell = DocumentedShell.in(directory, Document.readme());
        try (Screen screen = new Screen(shell, COLUMNS, ROWS)) {
            screen.await("$");
            screen.enter("bin/sqlline");
            screen.await("\nticketsql>");
            screen.enter(TYPED.get(0));
            screen.enter(TYPED.get(1));
            screen.awaitPromptBehind("rows selected");
            screen.enter(TYPED.get(2));
            screen.enter(TYPED.get(3));
            screen.awaitPromptBehind("| intervals |");
            return screen.styled();
        }
    }
}
