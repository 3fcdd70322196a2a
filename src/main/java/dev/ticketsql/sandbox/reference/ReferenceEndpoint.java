package dev.ticketsql.sandbox.reference;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parsed path of reference data.
 *
 * @param kind the list; of holidays, the schedules
 * @param showsMany true for records by their ids
 * @param scheduleId schedule whose holidays are asked for; empty for others
 */
public record ReferenceEndpoint(ReferenceKind kind, boolean showsMany, OptionalLong scheduleId) {

    private static final Pattern HOLIDAYS =
            Pattern.compile(Pattern.quote(ReferenceKind.SCHEDULES.path()) + "/(\\d{1,18})/holidays");

    /** Parses an undecoded path, with or without the suffix {@code .json}; empty if it is of no reference data. */
    public static Optional<ReferenceEndpoint> of(String path) {
        String plain = path.endsWith(".json") ? path.substring(0, path.length() - ".json".length()) : path;
        for (ReferenceKind kind : ReferenceKind.values()) {
            if (plain.equals(kind.path())) {
                return Optional.of(new ReferenceEndpoint(kind, false, OptionalLong.empty()));
            }
        }
        for (ReferenceKind kind : new ReferenceKind[] {ReferenceKind.USERS, ReferenceKind.ORGANIZATIONS}) {
            if (plain.equals(kind.path() + "/show_many")) {
                return Optional.of(new ReferenceEndpoint(kind, true, OptionalLong.empty()));
            }
        }
        Matcher holidays = HOLIDAYS.matcher(plain);
        return holidays.matches()
                ? Optional.of(new ReferenceEndpoint(
                        ReferenceKind.SCHEDULES, false, OptionalLong.of(Long.parseLong(holidays.group(1)))))
                : Optional.empty();
    }
}
