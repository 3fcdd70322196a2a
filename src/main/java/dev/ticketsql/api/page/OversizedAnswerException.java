package dev.ticketsql.api.page;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer beyond what this program reads, which was not read to its end. The message has the JSON path and the limit.
 */
public final class OversizedAnswerException extends IOException {

    private final String remedy;

    /**
     * Refuses an answer.
     *
     * @param message names the part that is too large, and the limit
     * @param remedy the next step for the user, a sentence without its full stop
     */
    public OversizedAnswerException(String message, String remedy, @Nullable IOException cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** The next step for the user, a sentence without its full stop. */
    public String remedy() {
        return remedy;
    }
}
