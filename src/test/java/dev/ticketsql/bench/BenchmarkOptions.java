package dev.ticketsql.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The arguments of {@code bin/bench}.
 *
 * @param events of the history that is fetched
 * @param growing sizes of the histories that are written, ascending
 * @param parts to be measured
 * @param writes true if the document gets the figures
 */
record BenchmarkOptions(int events, List<Long> growing, Set<Part> parts, boolean writes) {

    static final int DEFAULT_EVENTS = 1_000_000;

    private static final List<Long> DEFAULT_GROWING = List.of(1_000_000L, 10_000_000L);

    /** A part of the measurements. */
    enum Part {
        /** Large statements. */
        PLANNING,
        /** Fetching beside other clients, and asking what they fetched. */
        FETCHING,
        /** A mirror of a sandbox's events. */
        MIRROR,
        /** Histories of different lengths. */
        GROWING,
        /** A mirror of many files. */
        OPENING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The words for a user who wrote others. */
    static String usage() {
        return "usage: bin/bench [--events N] [--growing N] [--only PART,..] [--write]\n"
                + "  --events N     events that are fetched, 1 to 99999999; by default " + DEFAULT_EVENTS + "\n"
                + "  --growing N    another, larger history beside those of " + DEFAULT_GROWING + " events\n"
                + "  --only PART    of "
                + String.join(", ", Arrays.stream(Part.values()).map(Part::word).toList()) + "\n"
                + "  --write        writes tables and charts into src/docs/performance.md";
    }

    /**
     * Parses them.
     *
     * @throws IllegalArgumentException if one is unknown or has no such value
     */
    static BenchmarkOptions of(List<String> arguments) {
        int events = DEFAULT_EVENTS;
        List<Long> growing = new ArrayList<>(DEFAULT_GROWING);
        Set<Part> parts = EnumSet.allOf(Part.class);
        boolean writes = false;
        Deque<String> words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--events" -> events = (int) number(word, words, 99_999_999);
                case "--growing" -> growing.add(number(word, words, 999_999_999));
                case "--only" -> parts = parts(value(word, words));
                case "--write" -> writes = true;
                default -> throw new IllegalArgumentException(word);
            }
        }
        return new BenchmarkOptions(events, growing.stream().sorted().distinct().toList(), parts, writes);
    }

    private static Set<Part> parts(String words) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : words.split(",", -1)) {
            parts.add(Part.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return parts;
    }

    private static long number(String option, Deque<String> words, long most) {
        String word = value(option, words);
        long number = word.matches("\\d{1,9}") ? Long.parseLong(word) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(option + " " + word);
        }
        return number;
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option);
        }
        return words.pop();
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
