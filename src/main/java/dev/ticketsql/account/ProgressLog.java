package dev.ticketsql.account;

import dev.ticketsql.event.FetchProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Progress as a log line every 30 seconds; a statement that ends sooner logs none. */
final class ProgressLog implements ProgressDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Consumer<String> lines;
    private Optional<Instant> latest = Optional.empty();

    ProgressLog(InstantSource clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void show(FetchProgress progress) {
        if (isDue()) {
            lines.accept(ProgressText.of(progress));
        }
    }

    @Override
    public void show(String sentence) {
        if (isDue()) {
            lines.accept(sentence);
        }
    }

    private boolean isDue() {
        Instant now = clock.instant();
        boolean isFirst = latest.isEmpty();
        if (isFirst || !now.isBefore(latest.get().plus(INTERVAL))) {
            latest = Optional.of(now);
            return !isFirst;
        }
        return false;
    }

    @Override
    public void clear() {}
}
