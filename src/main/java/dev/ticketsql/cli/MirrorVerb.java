package dev.ticketsql.cli;

import java.util.List;
import java.util.Locale;

/** Subcommands of {@code bin/mirror}, with their own options. */
enum MirrorVerb {
    STATUS("Lists ranges, events, bytes, gaps and purges."),
    SYNC("Fetches all that is missing up to now."),
    REFRESH("Fetches a range again."),
    VERIFY("Reads every file and checks it."),
    PURGE("Erases old events, those of a ticket, or the name of a person, for good."),
    EXPORT("Writes the mirror as tables for other engines, what changed since the last time. Makes no request.");

    /** Options of subcommands; those of a connection are not among them. */
    enum Operand {
        FROM("T", "First second of the range."),
        TO("T", "First second after the range."),
        AGAINST_API("", "Fetches the range again, too, and compares."),
        BEFORE("T", "Erases earlier events."),
        TICKET("N", "Erases the events of this ticket."),
        USER("N", "Erases the name of this person; events keep the number."),
        DIRECTORY("to", "DIR", "Directory that is new, empty or of an earlier export.");

        private final String optionName;
        private final String unit;
        private final String description;

        Operand(String unit, String description) {
            this.optionName = name().toLowerCase(Locale.ROOT).replace('_', '-');
            this.unit = unit;
            this.description = description;
        }

        Operand(String optionName, String unit, String description) {
            this.optionName = optionName;
            this.unit = unit;
            this.description = description;
        }

        /** Name on the command line, without dashes. */
        String optionName() {
            return optionName;
        }

        /** Name of the value in the help; empty for an option without a value. */
        String unit() {
            return unit;
        }

        String description() {
            return description;
        }
    }

    private final String description;

    MirrorVerb(String description) {
        this.description = description;
    }

    /** Name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    List<Operand> operands() {
        return switch (this) {
            case STATUS -> List.of();
            case SYNC, REFRESH -> List.of(Operand.FROM, Operand.TO);
            case VERIFY -> List.of(Operand.FROM, Operand.TO, Operand.AGAINST_API);
            case PURGE -> List.of(Operand.BEFORE, Operand.TICKET, Operand.USER);
            case EXPORT -> List.of(Operand.DIRECTORY);
        };
    }
}
