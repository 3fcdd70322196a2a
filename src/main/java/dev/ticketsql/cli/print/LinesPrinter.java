package dev.ticketsql.cli.print;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Printer of a plan: its lines as they are, without a header and borders. */
final class LinesPrinter implements ResultPrinter {

    private final Consumer<String> lines;

    LinesPrinter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void row(List<Optional<String>> values) {
        values.forEach(
                value -> DisplayWidth.lines(value.orElse("").stripTrailing()).forEach(lines));
    }

    @Override
    public void flush() {}

    @Override
    public void end() {}
}
