package dev.ticketsql.cli;

import dev.ticketsql.account.Option;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was written after {@code bin/mirror}.
 *
 * @param verb what to do
 * @param said the verb's own options, with their values; those without one have an empty value
 * @param options of the connection
 */
record MirrorArguments(Verb verb, Map<String, String> said, Map<String, String> options) {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String BEFORE = "before";
    private static final String TICKET = "ticket";
    private static final String AGAINST_API = "against-api";

    /** What can be done, with the options it takes. */
    enum Verb {
        HELP,
        STATUS,
        SYNC,
        REFRESH,
        VERIFY,
        PURGE;

        private boolean takes(String option) {
            return switch (this) {
                case HELP, STATUS -> false;
                case SYNC, REFRESH -> Set.of(FROM, TO).contains(option);
                case VERIFY -> Set.of(FROM, TO, AGAINST_API).contains(option);
                case PURGE -> Set.of(BEFORE, TICKET).contains(option);
            };
        }
    }

    MirrorArguments {
        said = Map.copyOf(said);
        options = Map.copyOf(options);
    }

    /**
     * Reads a command line: the verb, then options as {@code --from 2025-01-01} or {@code --from=2025-01-01}.
     *
     * @throws IllegalArgumentException naming what is wrong and what to write
     */
    static MirrorArguments of(List<String> words) {
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            return new MirrorArguments(Verb.HELP, Map.of(), Map.of());
        }
        Verb verb = verb(words.get(0));
        Map<String, String> said = new HashMap<>();
        Map<String, String> options = new HashMap<>();
        int next = 1;
        while (next < words.size()) {
            String word = words.get(next++);
            if (!word.startsWith("--")) {
                throw new IllegalArgumentException("unexpected '" + word + "'; options are written --name value");
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            boolean own = verb.takes(name);
            if (!own && Option.named(name).isEmpty()) {
                throw new IllegalArgumentException("unknown option '--" + name + "' of " + words.get(0));
            }
            String value = "";
            if (equals >= 0) {
                value = word.substring(equals + 1);
            } else if (!name.equals(AGAINST_API)) {
                if (next == words.size() || words.get(next).startsWith("--")) {
                    throw new IllegalArgumentException("option '--" + name + "' needs a value");
                }
                value = words.get(next++);
            }
            (own ? said : options).put(name, value);
        }
        return new MirrorArguments(verb, said, options).checked();
    }

    private static Verb verb(String word) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown command '" + word + "'; use status, sync, refresh, verify or purge"));
    }

    private MirrorArguments checked() {
        if (verb == Verb.REFRESH && said.size() < 2) {
            throw new IllegalArgumentException("refresh needs --from and --to");
        }
        if (verb == Verb.PURGE && said.size() != 1) {
            throw new IllegalArgumentException("purge needs either --before or --ticket");
        }
        return this;
    }

    Optional<String> from() {
        return Optional.ofNullable(said.get(FROM));
    }

    Optional<String> to() {
        return Optional.ofNullable(said.get(TO));
    }

    Optional<String> before() {
        return Optional.ofNullable(said.get(BEFORE));
    }

    /**
     * The ticket's id.
     *
     * @throws IllegalArgumentException if it is no number
     */
    Optional<Long> ticket() {
        return Optional.ofNullable(said.get(TICKET)).map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw new IllegalArgumentException("--ticket is '" + text + "', must be the number of a ticket");
            }
            return Long.valueOf(text);
        });
    }

    boolean againstApi() {
        return said.containsKey(AGAINST_API);
    }
}
