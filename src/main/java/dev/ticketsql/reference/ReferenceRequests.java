package dev.ticketsql.reference;

import dev.ticketsql.api.ReferenceRequest;
import dev.ticketsql.api.page.ReferencePage;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Requests of one statement for references, counted against its limit. For one thread. */
final class ReferenceRequests {

    /** A million agents, far more than any account has. */
    private static final int MAX_PAGES = 10_000;

    private final ReferenceSource source;
    private final OptionalInt maxRequests;
    private final Cancellation cancellation;
    private int made;

    ReferenceRequests(ReferenceSource source, OptionalInt maxRequests, Cancellation cancellation) {
        this.source = source;
        this.maxRequests = maxRequests;
        this.cancellation = cancellation;
    }

    /** Reads all pages of a list, from {@code first} on. */
    List<Map<String, String>> list(ReferenceRequest first) throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        ReferencePage page = page(first);
        objects.addAll(page.objects());
        for (int pages = 1; page.cursor().isPresent() || page.hasNextPage(); pages++) {
            if (pages == MAX_PAGES || !page.cursor().map(cursors::add).orElse(true)) {
                throw new ClassifiedIOException(
                        ErrorKind.WRONG_ANSWER,
                        "the list " + first.path() + " has no end: after " + pages + " pages the server "
                                + (pages == MAX_PAGES ? "still names a next one" : "names one that it gave before")
                                + "; tell Zendesk, or set option references to false");
            }
            page = page(first.after(
                    page.cursor(), page.cursor().isPresent() ? OptionalInt.empty() : OptionalInt.of(pages + 1)));
            objects.addAll(page.objects());
        }
        return objects;
    }

    /** Reads one page. */
    ReferencePage page(ReferenceRequest request) throws IOException {
        require(1, Optional.empty());
        made++;
        return source.read(request, cancellation);
    }

    /**
     * Refuses {@code more} requests beyond those that were made, if these are too many.
     *
     * @param reason what they are for; empty for one more page
     */
    void require(int more, Optional<String> reason) throws ClassifiedIOException {
        if (maxRequests.isPresent() && made + more > maxRequests.getAsInt()) {
            throw new ClassifiedIOException(
                    ErrorKind.MAX_REQUESTS,
                    "the statement would make more than maxRequests=" + maxRequests.getAsInt()
                            + " requests for names, which are counted apart from those for events: "
                            + (made == 0 ? "none was made" : made == 1 ? "1 was made" : made + " were made") + ", "
                            + reason.orElse("at least one more is needed")
                            + "; raise option maxRequests, ask for no names, or set option references to false");
        }
    }
}
