package dev.ticketsql.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds circles of references: sets of names of which each reaches every other. Kosaraju's two walks. */
final class Circles {

    private Circles() {}

    /** The circles of two and more names in {@code arrows}. */
    static List<Set<String>> of(Map<String, Set<String>> arrows) {
        List<String> finished = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        arrows.keySet().forEach(start -> walk(start, arrows, seen, finished));
        Collections.reverse(finished);
        Map<String, Set<String>> reversed = reversed(arrows);
        Set<String> taken = new HashSet<>();
        List<Set<String>> circles = new ArrayList<>();
        for (String start : finished) {
            List<String> circle = new ArrayList<>();
            walk(start, reversed, taken, circle);
            if (circle.size() > 1) {
                circles.add(new TreeSet<>(circle));
            }
        }
        return circles;
    }

    /** Adds what {@code start} reaches and was not seen to {@code finished}, each name after what it reaches. */
    private static void walk(String start, Map<String, Set<String>> arrows, Set<String> seen, List<String> finished) {
        Deque<String> open = new ArrayDeque<>(List.of(start));
        Set<String> entered = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.peek();
            if (!seen.contains(name)) {
                seen.add(name);
                entered.add(name);
                arrows.getOrDefault(name, Set.of()).stream()
                        .filter(next -> !seen.contains(next))
                        .forEach(open::push);
            } else {
                open.pop();
                if (entered.remove(name)) {
                    finished.add(name);
                }
            }
        }
    }

    private static Map<String, Set<String>> reversed(Map<String, Set<String>> arrows) {
        Map<String, Set<String>> reversed = new TreeMap<>();
        arrows.forEach((from, targets) -> targets.forEach(
                to -> reversed.computeIfAbsent(to, name -> new TreeSet<>()).add(from)));
        return reversed;
    }
}
