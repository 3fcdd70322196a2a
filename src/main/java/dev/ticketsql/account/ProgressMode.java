package dev.ticketsql.account;

import java.util.Arrays;

/** Ways to show fetching progress: the values of option {@code progress}. */
enum ProgressMode {
    /** Drawn if the program's script found a terminal on standard error; elsewhere logged. */
    AUTO,
    /** Always drawn on standard error. */
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
