package dev.ticketsql.files;

import java.util.Locale;

/** Users of the directories and files that are written. */
public enum FileSharing {
    /** Their owner alone: mode 0700 and 0600. */
    PRIVATE,
    /** Whom the mode of the directory above admits: its owner and its group. */
    GROUP;

    /** The word for it in options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
