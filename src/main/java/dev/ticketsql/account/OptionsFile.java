package dev.ticketsql.account;

import dev.ticketsql.files.DirectoryTrust;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reader of a file of options: a Java properties file in UTF-8. It may hold secrets, so that others must not be able to
 * read it, and no message repeats a part of a line: a secret may stand where a name should.
 */
final class OptionsFile {

    private final Path file;

    OptionsFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException naming the file, the line and what to write
     */
    OptionValues values() {
        requirePrivate();
        Map<String, String> operand = new HashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        LogicalLine line = new LogicalLine("", 1, 0);
        List<String> text = lines();
        while (line.end() < text.size()) {
            line = LogicalLine.after(line, text);
            for (Map.Entry<String, String> entry : parsed(line).entrySet()) {
                String name = nameOf(entry.getKey(), line.number());
                Integer before = lines.putIfAbsent(name, line.number());
                if (before != null) {
                    throw refused(", line " + line.number() + ", gives " + name + " again, after line " + before
                            + "; keep one of them");
                }
                operand.put(name, entry.getValue());
            }
        }
        return OptionValues.of(operand);
    }

    private void requirePrivate() {
        try {
            if (!Files.isRegularFile(file)) {
                throw refused(
                        Files.exists(file) ? " is not a file; name a file of name=value lines" : " does not exist");
            }
            if (DirectoryTrust.isShared(file)) {
                throw refused(" can be read or written by others than its owner, and may hold secrets; close it with"
                        + " chmod 600");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<String> lines() {
        try {
            // An editor's mark of UTF-8 is no part of the first name.
            return Files.readString(file, StandardCharsets.UTF_8)
                    .replaceFirst("^\\uFEFF", "")
                    .lines()
                    .toList();
        } catch (MalformedInputException e) {
            throw refused(" is not in UTF-8; save it in that encoding");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Map<String, String> parsed(LogicalLine line) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line.text()));
        } catch (IOException | IllegalArgumentException e) {
            throw refused(", line " + line.number() + ", has a \\ that begins nothing; write it twice for itself");
        }
        Map<String, String> entries = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
        return entries;
    }

    private String nameOf(String key, int line) {
        if (OptionValues.isLogin(key)) {
            return Option.EMAIL.propertyName();
        }
        return Option.named(key)
                .filter(option -> option != Option.OPTIONS_FILE)
                .map(Option::propertyName)
                .orElseThrow(() -> refused(", line " + line + ", names no option that a file may have; write name=value"
                        + " with one of: " + OptionValues.names(option -> option != Option.OPTIONS_FILE)));
    }

    private IllegalArgumentException unreadable(IOException e) {
        return refused(
                e instanceof NoSuchFileException
                        ? " does not exist"
                        : " cannot be read: " + e.getClass().getSimpleName().replaceFirst("Exception$", ""));
    }

    private IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("optionsFile " + file + problem);
    }

    /**
     * A line of a properties file, with those that continue it after a backslash.
     *
     * @param text of all its lines
     * @param number of its first line, from 1
     * @param end number of its last line
     */
    private record LogicalLine(String text, int number, int end) {

        static LogicalLine after(LogicalLine before, List<String> lines) {
            int at = before.end();
            StringBuilder text = new StringBuilder(lines.get(at));
            boolean isComment = lines.get(at).strip().startsWith("#")
                    || lines.get(at).strip().startsWith("!");
            while (!isComment && isContinued(lines.get(at)) && at + 1 < lines.size()) {
                at++;
                text.append('\n').append(lines.get(at));
            }
            return new LogicalLine(text.toString(), before.end() + 1, at + 1);
        }

        private static boolean isContinued(String line) {
            int backslashes = line.length() - line.replaceFirst("\\\\+$", "").length();
            return backslashes % 2 == 1;
        }
    }
}
