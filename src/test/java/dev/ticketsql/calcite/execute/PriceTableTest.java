package dev.ticketsql.calcite.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.MillionEvents;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.TestAccount;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures the table of the cost of statements of src/docs/performance.md: over a million events of which nothing is
 * mirrored, then over what each question mirrored.
 */
final class PriceTableTest {

    private static final String HEADER = "| question | cold | warm | fetching everything |";

    /** Ignores the answers, since a million rows would fill HSQLDB's memory. */
    @Test
    void everyQuestionHasThePriceOfTheDocument() throws Exception {
        List<TicketEvent> events = MillionEvents.told();
        List<String> questions = questions();
        assertTrue(questions.size() > 5, () -> "rows: " + questions);
        List<String> measured = new ArrayList<>();
        for (String question : questions) {
            InstantSource clock = InstantSource.fixed(MillionEvents.END);
            try (TestAccount account = TestAccount.over(PagedEvents.of(events, clock), clock)) {
                List<String> cold = account.sql(question).rows();
                int coldRequests = account.requests();
                // Which of the events of one second comes first is nobody's promise.
                assertEquals(cold.size(), account.sql(question).rows().size());
                measured.add("| `%s` | %d | %d | %d |"
                        .formatted(question, coldRequests, account.requests() - coldRequests, pages(events)));
            }
        }
        assertEquals(String.join("\n", measured), String.join("\n", table()));
    }

    private static List<String> questions() {
        return table().stream()
                .map(row -> Splitter.on('`').splitToList(row).get(1))
                .toList();
    }

    /** The rows of the document, at a usual build without those that cost a thousand requests. */
    private static List<String> table() {
        return Document.page("performance.md").rowsBelow(HEADER).stream()
                .filter(row -> cold(row) <= Series.length(100, Integer.MAX_VALUE))
                .toList();
    }

    private static int cold(String row) {
        List<String> cells = Splitter.on('|').trimResults().splitToList(row);
        return Integer.parseInt(cells.get(cells.size() - 4));
    }

    /** Computes by the paging rules the requests of a client that follows next_page from the beginning. */
    private static int pages(List<TicketEvent> events) {
        int pages = 1;
        int first = 0;
        while (first + 1000 < events.size()) {
            int last = first + 999;
            long lastSec = events.get(last).startSec();
            // The second in which the page ends comes again; one that fills it is given whole.
            boolean isOneSecond = events.get(first).startSec() == lastSec;
            first = isOneSecond ? last + 1 : last;
            while (isOneSecond
                    ? events.get(first).startSec() == lastSec
                    : events.get(first - 1).startSec() == lastSec) {
                first += isOneSecond ? 1 : -1;
            }
            pages++;
        }
        return pages;
    }
}
