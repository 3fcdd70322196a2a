package dev.ticketsql.account;

import java.util.Arrays;

/** Where it is shown how far fetching is: what option {@code progress} may say. */
enum ProgressMode {
    /** Drawn where the program's script says that standard error is a terminal; elsewhere logged. */
    AUTO,
    /** Drawn on standard error, whatever that is. */
    ALWAYS,
    /** Neither drawn nor logged. */
    NEVER;

    /** The mode of that name, in upper or lower case. */
    static ProgressMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> OptionReader.malformed(Option.PROGRESS, text, Option.PROGRESS.unit()));
    }
}
