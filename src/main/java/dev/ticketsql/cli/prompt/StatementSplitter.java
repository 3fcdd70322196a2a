package dev.ticketsql.cli.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into its statements, at semicolons outside of quotes and comments. */
final class StatementSplitter {

    private static final Pattern PART = Pattern.compile(
            "'[^']*+(?:''[^']*+)*+'?|\"[^\"]*+\"?|`[^`]*+`?|--[^\\n]*+"
                    + "|/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+(?:\\*/)?|;|[^;'\"`/-]++|.",
            Pattern.DOTALL);

    private static final Pattern BEFORE = Pattern.compile("[^\\n\\t]");

    private StatementSplitter() {}

    /**
     * The statements without their semicolons; what is empty but for comments is left out. Spaces and line breaks stand
     * for those before, so that positions in errors are those in {@code text}.
     */
    static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean isEmpty = true;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String found = part.group();
            if (found.equals(";")) {
                add(statements, statement, isEmpty);
                statement.append(BEFORE.matcher(text.substring(0, part.end())).replaceAll(" "));
                isEmpty = true;
            } else {
                statement.append(found);
                isEmpty &= found.isBlank() || found.startsWith("--") || found.startsWith("/*");
            }
        }
        add(statements, statement, isEmpty);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder statement, boolean isEmpty) {
        if (!isEmpty) {
            statements.add(statement.toString());
        }
        statement.setLength(0);
    }
}
