package dev.ticketsql.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** README.md and its parts, and the sandbox that its questions are put to. */
final class Readme {

    private Readme() {}

    /** All of it. */
    static String text() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** The matches of a pattern. */
    static Stream<MatchResult> matches(String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(text()).results();
    }

    /** The first group of the first match of a pattern. */
    static String firstMatch(String pattern) throws IOException {
        return matches(pattern).map(match -> match.group(1)).findFirst().orElseThrow();
    }

    /** The code blocks of a language. */
    static List<String> blocks(String language) throws IOException {
        return matches("(?ms)^```" + language + "\n(.*?)^```$")
                .map(match -> match.group(1).strip())
                .toList();
    }

    /** The first table below a heading. */
    static String tableAfter(String heading) throws IOException {
        return table(
                text().split(Pattern.quote(heading + "\n"), 2)[1].lines().dropWhile(line -> !line.startsWith("|")));
    }

    /** The table that begins with the line {@code heading}. */
    static String tableOf(String heading) throws IOException {
        return table(text().lines().dropWhile(line -> !line.equals(heading)));
    }

    private static String table(Stream<String> lines) {
        return lines.takeWhile(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
    }

    /** The schedules that its questions are asked with. */
    static String schedules() throws IOException {
        String block = blocks("json").get(1);
        return block.substring(block.indexOf('['));
    }

    /** Enough events that something happens on every day, Sundays too: some questions are about yesterday. */
    static Connection sandbox() throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("schedules", schedules());
        return DriverManager.getConnection("jdbc:ticketsql:baseUrl='sandbox:?events=200000&seed=1'", properties);
    }
}
