package dev.ticketsql.cli.prompt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place in a statement that an error names.
 *
 * @param line from 1
 * @param column of the first letter, from 1
 * @param lastColumn of the last letter, if that is in the same line
 * @param problem the error without the place
 */
public record ErrorPlace(int line, int column, int lastColumn, String problem) {

    private static final Pattern PLACE = Pattern.compile(
            "(?s)(.*?)(?:From |At | ?at )line (\\d{1,9}), column (\\d{1,9})(?: to line (\\d{1,9}), column (\\d{1,9}))?(?:: |\\.\\s*)?(.*)");

    /** The place in a message; empty if it names none. */
    public static Optional<ErrorPlace> of(String message) {
        Matcher place = PLACE.matcher(message);
        if (!place.matches()) {
            return Optional.empty();
        }
        int column = Integer.parseInt(place.group(3));
        boolean isOneLine = place.group(4) != null && place.group(4).equals(place.group(2));
        return Optional.of(new ErrorPlace(
                Integer.parseInt(place.group(2)),
                column,
                isOneLine ? Math.max(column, Integer.parseInt(place.group(5))) : column,
                joined(place.group(1).strip(), place.group(6).strip())));
    }

    private static String joined(String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before + after;
        }
        // What the parser expected is a sentence of its own.
        return before + (after.startsWith("Expected") ? ". " : ": ") + after;
    }

    /** The line of {@code sql} with a mark below the place; empty if it has no such place. */
    public List<String> marked(String sql) {
        List<String> lines = sql.lines().toList();
        if (line > lines.size() || column > lines.get(line - 1).length() + 1) {
            return List.of();
        }
        String text = lines.get(line - 1);
        String prefix = "LINE " + line + ": ";
        // Tabs stay, so that the mark stands below whatever their width.
        String before = text.substring(0, column - 1).replaceAll("[^\\t]", " ");
        int length = Math.min(lastColumn, Math.max(column, text.length())) - column + 1;
        return List.of(prefix + text, " ".repeat(prefix.length()) + before + "^".repeat(length));
    }
}
