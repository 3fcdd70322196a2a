package dev.ticketsql.quidem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a script of Quidem: statements that end in a semicolon, below each what is recorded, and below that a command
 * which says what it is: {@code !ok} the rows, {@code !error} a failure. Other records, such as {@code !plan}, are not
 * looked at.
 *
 * <pre>
 * !use scott
 * !set outputformat mysql
 * select count(*) as c from emp;
 * +----+
 * | C  |
 * +----+
 * | 14 |
 * +----+
 * (1 row)
 *
 * !ok
 * </pre>
 */
final class QuidemScript {

    /** The conditions of {@code !if} that hold: rules that Calcite has by default. */
    private static final Set<String> TRUE_CONDITIONS = Set.of("true", "use_old_decorr");

    private final String name;
    private final List<String> lines;
    private final List<Question> questions = new ArrayList<>();

    private String schema = "";
    private RecordedRows.Format format = RecordedRows.Format.CSV;
    private String sql = "";
    private int sqlLine;
    private int firstLine;
    private final List<String> pending = new ArrayList<>();

    private QuidemScript(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** The statements of a script of which rows or an error are recorded. */
    static List<Question> read(Path script) throws IOException {
        QuidemScript reader = new QuidemScript(script.getFileName().toString(), Files.readAllLines(script));
        reader.read();
        return List.copyOf(reader.questions);
    }

    private void read() {
        int index = 0;
        while (index < lines.size()) {
            String line = lines.get(index).stripTrailing();
            index++;
            if (line.startsWith("!if") && !holds(line)) {
                index = endOfBlock(index - 1);
            } else if (line.startsWith("!")) {
                command(line.substring(1).strip());
                pending.clear();
                index = isOpen(line) ? endOfValue(index) : index;
            } else if (!line.startsWith("#") && !(pending.isEmpty() && line.isBlank())) {
                firstLine = pending.isEmpty() ? index : firstLine;
                pending.add(line);
                if (line.endsWith(";")) {
                    sql = String.join("\n", pending).replaceFirst(";$", "");
                    sqlLine = firstLine;
                    pending.clear();
                }
            }
        }
    }

    /** Whether a command ends within a text in quotes. */
    private static boolean isOpen(String line) {
        return line.chars().filter(letter -> letter == '"').count() % 2 == 1;
    }

    private int endOfValue(int start) {
        int index = start;
        while (index < lines.size() && !isOpen(lines.get(index))) {
            index++;
        }
        return index + 1;
    }

    private static boolean holds(String line) {
        return TRUE_CONDITIONS.contains(line.replaceAll("[^(]*\\(|\\).*", ""));
    }

    private int endOfBlock(int start) {
        int depth = 0;
        for (int index = start; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            depth += line.startsWith("!if") ? 1 : line.equals("!}") ? -1 : 0;
            if (depth == 0) {
                return index + 1;
            }
        }
        return lines.size();
    }

    private void command(String command) {
        String[] words = command.split("\\s+", -1);
        switch (words[0]) {
            case "use" -> schema = words[1];
            case "set" -> {
                if (words[1].equals("outputformat")) {
                    format = RecordedRows.Format.valueOf(words[2].toUpperCase(Locale.ROOT));
                }
            }
            case "ok", "error" ->
                questions.add(
                        new Question(name + ":" + sqlLine, schema, sql, format, pending, words[0].equals("error")));
            // What else is recorded of a statement stands before or after its rows.
            default -> {}
        }
    }
}
