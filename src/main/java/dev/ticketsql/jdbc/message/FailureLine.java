package dev.ticketsql.jdbc.message;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line for a failure of the mirror, of the API client or of the engine: without the wrappers of Java and Calcite,
 * without the SQL of our own writing, and without a name of a Java class. Loads no class of Calcite, so that
 * {@code bin/mirror} starts without it; {@link SqlErrors} adds the sentences about a statement.
 */
public final class FailureLine {

    /** Messages of Calcite and Avatica around the reason, which add nothing to it. */
    private static final Pattern WRAPPING = Pattern.compile(
            "(?s)(Error while (executing|preparing|closing|applying rule) .*|Error instantiating .*|exception while .*"
                    + "|Could not initialize class .*)");

    /** Names of Java classes, a message of one such name alone, and Calcite's message about a part of a tree. */
    private static final Pattern JAVA_NAMES = Pattern.compile(
            "\\b(?:java|javax|jdk|sun|org\\.apache|org\\.duckdb|com\\.google|com\\.jayway|dev\\.ticketsql)(?:\\.[a-z]\\w*)+\\.[A-Z][\\w$]*"
                    + "|^[A-Z]\\w+(?:Exception|Error)$|(?i:while converting)");

    private static final String OWN_MISTAKE =
            "TicketSQL breaks at this, which is its own mistake: leave parts out to find which, and write that otherwise";

    private FailureLine() {}

    /** The line of a failure that has no statement of the user. */
    public static String of(Throwable failure) {
        Throwable reason = reason(failure);
        String type = reason.getClass().getName();
        String message = message(reason);
        return DuckDbErrors.explanation(message, "")
                .map(Explanation::sentence)
                .orElseGet(() -> first(failure, type, message, ""));
    }

    /** The outermost failure with a message of its own. */
    static Throwable reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason && isWrapper(reason)) {
            reason = reason.getCause();
        }
        return reason;
    }

    private static boolean isWrapper(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null
                || message.equals(String.valueOf(failure.getCause()))
                || WRAPPING.matcher(message).matches();
    }

    /** The message without the engine's lines of SQL; the name of the class where there is no message. */
    static String message(Throwable reason) {
        return reason instanceof FileSystemException file && file.getReason() == null
                ? file.getMessage() + " " + problem(file)
                : DuckDbErrors.bare(Objects.requireNonNullElse(
                        reason.getMessage(), reason.getClass().getSimpleName()));
    }

    /** Words the class of a failure whose message is the file's name alone. */
    private static String problem(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "does not exist";
        }
        return failure instanceof AccessDeniedException
                ? "may not be read or written by this user"
                : "cannot be used (" + failure.getClass().getSimpleName().replaceFirst("Exception$", "") + ")";
    }

    /**
     * The first line of {@code message}; {@code type} where the message is blank. Names of Java classes stay in a
     * sentence about the network or a disk, where they are the server's, as of a certificate, and so do names that
     * stand in {@code sql}.
     */
    static String first(Throwable failure, String type, String message, String sql) {
        String line = message.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(type);
        // Calcite's parser words an exception without a message so.
        if (!line.equals("null")
                && JAVA_NAMES.matcher(line).results().map(MatchResult::group).allMatch(sql::contains)) {
            return line;
        }
        if (!isOfNetworkOrDisk(failure)) {
            return OWN_MISTAKE;
        }
        return line.contains(" ") ? line : "a file or a connection failed without a reason (" + line + "): try again";
    }

    private static boolean isOfNetworkOrDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
