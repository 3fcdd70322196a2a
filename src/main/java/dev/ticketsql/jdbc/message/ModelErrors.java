package dev.ticketsql.jdbc.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Explains failures to read a model file: its place, and what belongs there. Jackson and its YAML parser quote the file
 * around the place, which holds secrets, so that neither their messages nor they themselves, as causes, are kept.
 */
public final class ModelErrors {

    private static final Pattern UNKNOWN_NAME =
            Pattern.compile("(?s)Unrecognized field \"(\\w{1,40})\".*known properties: (.*?)\\].*");

    private static final Pattern MISSING_TYPE = Pattern.compile("(?s)Could not resolve (?:type id '|subtype).*");

    private static final Pattern NO_SUCH_CLASS =
            Pattern.compile("(?s)Property '(.*)' not valid for plugin type (?:.*\\.)?(\\w+)");

    private ModelErrors() {}

    /** Returns the failure with a message for people. */
    public static SQLException of(Exception failure, String model) {
        Optional<JsonProcessingException> malformed = Stream.<Throwable>iterate(
                        failure, cause -> cause != null, Throwable::getCause)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst();
        if (malformed.isPresent()) {
            return ErrorKind.OPTIONS.exception(
                    "model '" + model + "'" + place(malformed.get().getLocation()) + " "
                            + sentence(malformed.get().getOriginalMessage()));
        }
        Matcher missing = NO_SUCH_CLASS.matcher(FailureLine.message(FailureLine.reason(failure)));
        if (missing.matches()) {
            return ErrorKind.OPTIONS.exception(
                    "model '" + model + "' names " + missing.group(1) + ", which is no " + missing.group(2)
                            + " on the class path: correct the name, or add its library",
                    failure);
        }
        return SqlErrors.ofConnecting(failure, text(model));
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr() + ",";
    }

    private static String sentence(String message) {
        Matcher unknown = UNKNOWN_NAME.matcher(message);
        if (unknown.matches()) {
            return "has the name '" + unknown.group(1) + "', which does not belong there: use one of "
                    + unknown.group(2).replace("\"", "");
        }
        if (MISSING_TYPE.matcher(message).matches()) {
            return "has a type that there is not: a schema is of type custom, jdbc or map, a table of type custom or"
                    + " view";
        }
        return "cannot be read as a model: see that quotes, brackets and commas are complete, and that what stands"
                + " there is a text, a list or an object as in the model of src/docs/options.md";
    }

    /** Names of the file, which a message may repeat. */
    private static String text(String model) {
        try {
            return Files.readString(Path.of(model));
        } catch (IOException | RuntimeException e) {
            return model;
        }
    }
}
