package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File of a reference table, write-once. This class alone builds and parses the names.
 *
 * <pre>
 * list_12_1700010000_40_3f2a9c01_9b1c77d0.parquet
 * |    |  |          |  |        checksum of name and content
 * |    |  |          |  layout of the columns
 * |    |  |          rows
 * |    |  time of the reading, epoch seconds
 * |    number, ascending in a directory
 * kind
 * </pre>
 *
 * @param kind which objects it has
 * @param number of the file; newer files have larger ones
 * @param asOfSec time of its newest reading, epoch seconds
 * @param rows in it
 * @param layout of its columns; files of another layout are not read
 * @param checksum CRC-32C of the name so far and the content
 */
public record ReferenceFile(Kind kind, long number, long asOfSec, long rows, long layout, long checksum) {

    /** Which objects a file has. */
    public enum Kind {
        /** A list as a whole: it takes the place of lists before it. */
        LIST,
        /** Objects that were looked up by id, beside those of other files. */
        NAMED,
        /** Objects of all earlier files of looked up objects, whose place it takes. */
        MERGED
    }

    private static final Pattern NAME = Pattern.compile(
            "(list|named|merged)_(\\d{1,18})_(\\d{1,18})_(\\d{1,18})_([0-9a-f]{8})_([0-9a-f]{8})\\.parquet");

    /** The name before the checksum. */
    private String stem() {
        return "%s_%d_%d_%d_%08x".formatted(kind.name().toLowerCase(Locale.ROOT), number, asOfSec, rows, layout);
    }

    String fileName() {
        return "%s_%08x.parquet".formatted(stem(), checksum);
    }

    /** Parses a file name; empty if it is not one of ours. */
    static Optional<ReferenceFile> parse(String fileName) {
        Matcher parts = NAME.matcher(fileName);
        return parts.matches()
                ? Optional.of(new ReferenceFile(
                        Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        Long.parseLong(parts.group(4)),
                        Long.parseLong(parts.group(5), 16),
                        Long.parseLong(parts.group(6), 16)))
                : Optional.empty();
    }

    /** Whether this file takes the place of {@code other}. */
    boolean supersedes(ReferenceFile other) {
        return kind != Kind.NAMED && (kind == Kind.LIST) == (other.kind == Kind.LIST) && number > other.number;
    }

    /** The same file with the checksum of {@code content}, which is in the directory of {@code table}. */
    ReferenceFile of(String table, Path content) throws IOException {
        return new ReferenceFile(kind, number, asOfSec, rows, layout, Checksum.of(table + "/" + stem(), content));
    }
}
