package dev.ticketsql.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user of this process, by number: in a container many a user has no name, and Java knows names alone. */
final class OwnUser {

    /** Of Linux; the owner of {@code /proc/self} itself may be root's, whoever runs. */
    private static final Path PROCESS = Path.of("/proc/self/status");

    /** Real and effective user. */
    private static final Pattern UIDS = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)\\s.*");

    private OwnUser() {}

    /**
     * True if a file that this process creates in the directory gets the directory's owner: servers of files may give
     * all files one owner.
     */
    static boolean ownsWhatItCreatesIn(Path directory) {
        try {
            Path probe = Files.createTempFile(directory, ".ticketsql", ".owner");
            try {
                return Files.getAttribute(probe, "unix:uid").equals(Files.getAttribute(directory, "unix:uid"));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The number of the user, as files have it.
     *
     * @throws IOException if no file can be made to see it
     */
    static int uid() throws IOException {
        if (Files.isReadable(PROCESS)) {
            try (Stream<String> lines = Files.lines(PROCESS)) {
                Optional<Integer> effective = lines.map(UIDS::matcher)
                        .filter(Matcher::matches)
                        .map(uids -> (int) Long.parseLong(uids.group(1)))
                        .findFirst();
                if (effective.isPresent()) {
                    return effective.get();
                }
            }
        }
        Path probe = Files.createTempFile("ticketsql", ".owner");
        try {
            return (int) Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }
}
