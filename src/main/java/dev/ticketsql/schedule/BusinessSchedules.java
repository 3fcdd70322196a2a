package dev.ticketsql.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Schedules that functions of business hours know; the first is that of a call without a name.
 *
 * @param all schedules, of different names
 */
public record BusinessSchedules(List<BusinessSchedule> all) {

    /** Spelling of option {@code schedules}, for messages. */
    public static final String EXAMPLE = "[{\"name\": \"Support\", \"timeZone\": \"Europe/Berlin\", \"hours\":"
            + " {\"monday-friday\": \"09:00-17:30\"}, \"holidays\": [\"2026-12-25\"]}]";

    private static final int ID_BYTES = 12;

    private static final String NONE = "none";

    /** @throws IllegalArgumentException if two have the same name */
    public BusinessSchedules {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (BusinessSchedule schedule : all) {
            if (!names.add(schedule.name())) {
                throw new IllegalArgumentException(
                        "two schedules have the name '" + schedule.name() + "'; give each a name of its own");
            }
        }
    }

    /** Returns no schedules. */
    public static BusinessSchedules none() {
        return new BusinessSchedules(List.of());
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Finds the one with that name, in the same upper and lower case. */
    public Optional<BusinessSchedule> named(String name) {
        return all.stream().filter(schedule -> schedule.name().equals(name)).findFirst();
    }

    /** Returns these, and behind them those of {@code others} whose names are not among these. */
    public BusinessSchedules before(BusinessSchedules others) {
        List<BusinessSchedule> both = new ArrayList<>(all);
        others.all().stream().filter(other -> named(other.name()).isEmpty()).forEach(both::add);
        return new BusinessSchedules(both);
    }

    /** Returns the names, joined by commas. */
    public String names() {
        return all.stream().map(BusinessSchedule::name).collect(Collectors.joining(", "));
    }

    /** Returns a digest of all that they say, of letters and digits; {@code none} without one. */
    public String id() {
        if (isEmpty()) {
            return NONE;
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
