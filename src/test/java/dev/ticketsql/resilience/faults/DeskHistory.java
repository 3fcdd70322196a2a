package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.sandbox.SandboxEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The events that the honest server has, by a list and the documented rules of paging: the oracle of a schedule.
 *
 * @param events in the order of time
 */
record DeskHistory(List<DeskEvent> events) {

    /**
     * A page of the honest server.
     *
     * @param endSec start of the next page, or of the last second on the last page; the requested start if it is empty
     * @param isCut whether it ends inside its last second, which then comes again
     */
    record HonestPage(List<DeskEvent> events, boolean endOfStream, long endSec, boolean isCut) {

        String json() {
            return "{\"ticket_events\":["
                    + events.stream().map(DeskEvent::json).collect(Collectors.joining(",")) + "],\"count\":"
                    + events.size() + ",\"end_of_stream\":" + endOfStream + ",\"end_time\":" + endSec + "}";
        }
    }

    /** A stretch of a real history, moved so that it ends {@code endsAfterSec} after {@code startSec}. */
    static DeskHistory of(FaultSchedule schedule, RealHistory real) {
        Choices choices = new Choices(schedule.seed(), schedule.number() * 7 + 1);
        FaultSchedule.Shape shape = schedule.shape();
        List<ObjectNode> all = shape.comments() ? real.withComments() : real.plain();
        List<ObjectNode> chosen =
                all.stream().filter(event -> shape.kind().takes(event)).toList();
        int from = choices.below(chosen.size() - shape.events());
        List<ObjectNode> stretch = chosen.subList(from, from + shape.events());
        long lastSec = AskedTable.instantSec(stretch.get(stretch.size() - 1));
        long endSec = schedule.startSec() + shape.endsAfterSec();
        List<DeskEvent> events = new ArrayList<>();
        for (ObjectNode event : stretch) {
            long sec = endSec - (lastSec - AskedTable.instantSec(event)) / shape.compression();
            events.add(event(event, sec, schedule, choices));
            if (choices.percent(1)) {
                // An id may come again at another instant, and is another event then.
                events.add(event(event, sec + 1 + choices.below(100), schedule, choices));
            }
        }
        events.sort(Comparator.comparingLong(DeskEvent::sec));
        return new DeskHistory(List.copyOf(events));
    }

    private static DeskEvent event(ObjectNode event, long sec, FaultSchedule schedule, Choices choices) {
        long shownFromSec =
                schedule.shape().hasLateRows() && choices.percent(20) ? sec + 60 + choices.below(440) : Long.MIN_VALUE;
        long shownToSec = schedule.shape().hasVanishingRows() && choices.percent(8)
                ? schedule.startSec() + choices.below(1_500)
                : Long.MAX_VALUE;
        return DeskEvent.of(RealHistory.moved(event, sec), shownFromSec, shownToSec);
    }

    List<SandboxEvent> served() {
        return events.stream().map(DeskEvent::served).toList();
    }

    /** The page that the honest server sends at {@code nowSec}. */
    HonestPage page(long startSec, int perPage, long nowSec) {
        List<DeskEvent> left = events.stream()
                .filter(event -> event.sec() >= startSec && event.isShownAt(nowSec))
                .toList();
        if (left.size() <= perPage) {
            return new HonestPage(left, true, left.isEmpty() ? startSec : last(left), false);
        }
        List<DeskEvent> page = left.subList(0, perPage);
        long lastSec = last(page);
        if (page.get(0).sec() < lastSec) {
            return new HonestPage(page, false, lastSec, true);
        }
        List<DeskEvent> second =
                left.stream().filter(event -> event.sec() == lastSec).toList();
        return new HonestPage(second, false, lastSec + 1, false);
    }

    private static long last(List<DeskEvent> page) {
        return page.get(page.size() - 1).sec();
    }

    /** The pages that a reader needs who asks for everything, each second of {@code nowSec} or before. */
    int pages(int perPage, long nowSec) {
        int pages = 1;
        HonestPage page = page(0, perPage, nowSec);
        while (!page.endOfStream()) {
            page = page(page.endSec(), perPage, nowSec);
            pages++;
        }
        return pages;
    }
}
