package dev.ticketsql.quidem;

import dev.ticketsql.quidem.Answer.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports a run of the scripts as text: a table of counts, then every difference, grouped. */
final class QuidemReport {

    private final List<Answer> answers = new ArrayList<>();

    void add(Answer answer) {
        answers.add(answer);
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    /** A line for each script with the number of its statements and of those of each outcome. */
    String table() {
        StringBuilder table = new StringBuilder("script                     statements");
        for (Outcome outcome : Outcome.values()) {
            table.append(String.format(" %12s", outcome));
        }
        Map<String, List<Answer>> scripts = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.question().place().replaceAll(":.*", ""), TreeMap::new, Collectors.toList()));
        scripts.forEach((script, ofScript) -> table.append(line(script, ofScript)));
        return table.append(line("all", answers)).append('\n').toString();
    }

    private static String line(String name, List<Answer> answers) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        answers.forEach(answer -> counts.merge(answer.outcome(), 1, Integer::sum));
        StringBuilder line = new StringBuilder(String.format("%n%-26s %10d", name, answers.size()));
        for (Outcome outcome : Outcome.values()) {
            line.append(String.format(" %12d", counts.getOrDefault(outcome, 0)));
        }
        return line.toString();
    }

    /** Every difference: refusals by their words, the most frequent first; the others by their kind. */
    String differences() {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : List.of(
                Outcome.DIFFERENT,
                Outcome.ANSWERED,
                Outcome.UNREADABLE,
                Outcome.OTHER_ORDER,
                Outcome.OTHER_DIGITS,
                Outcome.OTHER_TEXT)) {
            text.append(group(outcome.toString(), of(outcome)));
        }
        Map<String, List<Answer>> refusals =
                of(Outcome.REFUSED).stream().collect(Collectors.groupingBy(Answer::kindOfRefusal));
        refusals.entrySet().stream()
                .sorted(Comparator.comparing((Function<Map.Entry<String, List<Answer>>, Integer>)
                        kind -> -kind.getValue().size()))
                .forEach(kind -> text.append(group("REFUSED: " + kind.getKey(), kind.getValue())));
        return text.toString();
    }

    private List<Answer> of(Outcome outcome) {
        return answers.stream().filter(answer -> answer.outcome() == outcome).toList();
    }

    private static String group(String name, List<Answer> answers) {
        return String.format("%n== %d of %s%n", answers.size(), name)
                + answers.stream().map(answer -> "  " + answer + "\n").collect(Collectors.joining());
    }
}
