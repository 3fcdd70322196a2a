package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A shell in which a page's session is typed, in this project's directory, over the sandbox of the page. */
final class DocumentedShell {

    private static final Pattern SECONDS = Pattern.compile("\\d+\\.\\d+(?= seconds)");

    private DocumentedShell() {}

    /** A shell with the prompt {@code $}, whose home is {@code directory}. */
    static CommandLine in(Path directory, Document page) throws IOException {
        Path profile = Files.writeString(directory.resolve("profile"), "PS1='$ '; cd '" + CommandLine.PROJECT + "'\n");
        return CommandLine.of(Path.of("/bin/sh"), directory)
                .with("ENV", profile.toString())
                .with("HOME", directory.toString())
                .with("XDG_CONFIG_HOME", directory.resolve("config").toString())
                .with("ZENDESK_BASE_URL", DocumentedDesk.of(page).toString());
    }

    /** What a terminal showed, with the seconds of the page in the place of its own. */
    static String withTimesOf(String page, String shown) {
        List<String> times =
                SECONDS.matcher(page).results().map(MatchResult::group).toList();
        assertEquals(times.size(), SECONDS.matcher(shown).results().count(), shown);
        Iterator<String> next = times.iterator();
        return SECONDS.matcher(shown).replaceAll(time -> next.next());
    }
}
