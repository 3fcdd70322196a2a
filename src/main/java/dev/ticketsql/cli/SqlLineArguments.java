package dev.ticketsql.cli;

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

    /** Java's replacement for letters outside its encoding of arguments. */
    private static final char UNREADABLE = '\uFFFD';

    /** True if Java's encoding of arguments, which follows the locale, has all letters. */
    private static final boolean READS_UNICODE = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

    SqlLineArguments {
        words = List.copyOf(words);
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
        return has(List.of("-h", "--help"));
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

    String[] toArray() {
        return words.toArray(String[]::new);
    }

    /** A sentence about the first mistake, for which sqlline would print its usage alone. */
    Optional<String> problem() {
        if (!READS_UNICODE && words.stream().anyMatch(word -> word.indexOf(UNREADABLE) >= 0)) {
            return Optional.of("the arguments have letters that the locale does not; set LC_ALL to a UTF-8 one");
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("--")) {
                if (!word.equals("--help") && BuiltInProperty.valueOf(propertyName(word), true) == null) {
                    return Optional.of("unknown option '" + word + "'; bin/sqlline --help lists them");
                }
            } else if (word.startsWith("-") && !word.equals("-h")) {
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
