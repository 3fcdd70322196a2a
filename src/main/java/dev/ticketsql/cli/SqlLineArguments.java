package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.Shorthand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import sqlline.BuiltInProperty;

/**
 * Command line of sqlline, parsed as far as the launcher needs it: scripts, connections and mistakes.
 *
 * @param words as the shell passed them
 */
record SqlLineArguments(List<String> words) {

    /** The flags of sqlline 1.12 with a value in the next word. */
    private static final Set<String> WITH_VALUE =
            Set.of("-d", "-ch", "-n", "-p", "-u", "-e", "-f", "-log", "-nn", "-ac", "-ph", "-c", "-cn");

    /** The flags that name classes in place of ours. */
    private static final Set<String> REPLACING = Set.of("-ac", "-ch", "-ph");

    private static final String BYTE_ORDER_MARK = "(?i)--csvBom";

    /** Java's replacement for letters outside its encoding of arguments. */
    private static final char UNREADABLE = '\uFFFD';

    /** True if Java's encoding of arguments, which follows the locale, has all letters. */
    private static final boolean READS_UNICODE = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

    SqlLineArguments {
        words = List.copyOf(words);
    }

    /**
     * The words of the shell in sqlline's terms: a statement alone, or behind {@code -c} as psql has it, is one of
     * {@code -e}, {@code --run} is {@code -f}, and {@code --showTime} is the option that sqlline's help means.
     */
    static SqlLineArguments of(List<String> given) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            boolean hasValue = WITH_VALUE.contains(word) && i + 1 < given.size();
            if (hasValue) {
                i++;
                boolean isStatement = word.equals("-c") && isStatement(given.get(i));
                words.addAll(List.of(isStatement ? "-e" : word, given.get(i)));
            } else if (isStatement(word) && !word.startsWith("-")) {
                words.addAll(List.of("-e", word));
            } else if (word.startsWith("--run=")) {
                words.addAll(List.of("-f", word.substring("--run=".length())));
            } else {
                words.add(word.replaceFirst("(?i)^--(no-)?showTime(?==|$)", "--$1showElapsedTime"));
            }
        }
        return new SqlLineArguments(words);
    }

    private static boolean isStatement(String word) {
        return word.strip().contains(" ")
                || word.contains("\n")
                || Shorthand.command(word).isPresent();
    }

    boolean asksForVersion() {
        return has(List.of("--version"));
    }

    /** True if separated values begin with a byte order mark, as some spreadsheets want it. */
    boolean wantsByteOrderMark() {
        return words.stream().anyMatch(word -> word.matches(BYTE_ORDER_MARK + "(=true)?"));
    }

    /** True if the command line gives the statements, so that no person types. */
    boolean isScript() {
        return has(List.of("-e", "-f"));
    }

    /** True if a URL or a configuration file names the connection. */
    boolean namesConnection() {
        return has(List.of("-u", "-c", "-cn"));
    }

    boolean asksForHelp() {
        return has(List.of("-h", "-?", "--help"));
    }

    /** The one file of statements; empty if statements are given otherwise, or too. */
    Optional<Path> script() {
        List<Integer> files = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("-f")) {
                files.add(i);
            }
            i += WITH_VALUE.contains(words.get(i)) ? 1 : 0;
        }
        return files.size() == 1 && !has(List.of("-e"))
                ? Optional.of(Path.of(words.get(files.get(0) + 1)))
                : Optional.empty();
    }

    /** These arguments, without the one file of statements. */
    SqlLineArguments withoutScript() {
        if (script().isEmpty()) {
            return this;
        }
        List<String> others = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean isScript = words.get(i).equals("-f");
            int next = i + (WITH_VALUE.contains(words.get(i)) ? 2 : 1);
            if (!isScript) {
                others.addAll(words.subList(i, Math.min(next, words.size())));
            }
            i = next - 1;
        }
        return new SqlLineArguments(others);
    }

    /** These arguments, with the statements that follow {@code -e} edited. */
    SqlLineArguments withStatements(UnaryOperator<String> edit) {
        List<String> edited = new ArrayList<>(words);
        for (int i = 0; i + 1 < edited.size(); i++) {
            if (WITH_VALUE.contains(edited.get(i))) {
                i++;
                if (edited.get(i - 1).equals("-e")) {
                    edited.set(i, edit.apply(edited.get(i)));
                }
            }
        }
        return new SqlLineArguments(edited);
    }

    /** These arguments, with the URL to connect to. */
    SqlLineArguments completed(Optional<String> url) {
        List<String> completed = new ArrayList<>();
        url.ifPresent(text -> completed.addAll(List.of("-u", text)));
        completed.addAll(words);
        return new SqlLineArguments(completed);
    }

    /** The words for sqlline, which does not know the byte order mark. */
    String[] toArray() {
        return words.stream()
                .filter(word -> !word.matches(BYTE_ORDER_MARK + "(=.*)?"))
                .toArray(String[]::new);
    }

    /** A sentence about the first mistake, for which sqlline would print its usage alone. */
    Optional<String> problem() {
        if (!READS_UNICODE && words.stream().anyMatch(word -> word.indexOf(UNREADABLE) >= 0)) {
            return Optional.of("the arguments have letters that the locale does not; set LC_ALL to a UTF-8 one");
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("--")) {
                if (!word.matches(BYTE_ORDER_MARK + "(=(true|false))?")
                        && BuiltInProperty.valueOf(propertyName(word), true) == null) {
                    return Optional.of("unknown option '" + word + "'; bin/sqlline --help lists them");
                }
            } else if (REPLACING.contains(word)) {
                return Optional.of("option '" + word + "' would replace TicketSQL's own commands; leave it out");
            } else if (!word.startsWith("-") && !Files.isRegularFile(Path.of(word))) {
                return Optional.of(
                        "there is no file '" + word + "' of sqlline's options; a statement stands behind -e");
            } else if (word.startsWith("-")) {
                if (!WITH_VALUE.contains(word)) {
                    return Optional.of("unknown option '" + word + "'; bin/sqlline --help lists them");
                }
                i++;
                if (i == words.size()) {
                    return Optional.of("option '" + word + "' needs a value; bin/sqlline --help says which");
                }
            }
        }
        return Optional.empty();
    }

    /** Finds one of the flags among the words; a word after a flag with a value is no flag. */
    private boolean has(Collection<String> flags) {
        for (int i = 0; i < words.size(); i++) {
            if (flags.contains(words.get(i))) {
                return true;
            }
            i += WITH_VALUE.contains(words.get(i)) ? 1 : 0;
        }
        return false;
    }

    private static String propertyName(String word) {
        return word.replaceFirst("^--(no-)?", "").replaceFirst("=.*", "");
    }
}
