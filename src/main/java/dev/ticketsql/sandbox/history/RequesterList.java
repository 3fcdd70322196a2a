package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.reference.RecordList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Requesters as the API's users, computed when asked for, since a large history has a million. Of every 25 requesters
 * one is suspended, one deleted, one deleted for good, and one was merged away: events have its id, no endpoint has it.
 */
final class RequesterList implements RecordList {

    private static final int CYCLE = 25;
    private static final int SUSPENDED = 16;
    private static final int DELETED = 19;
    private static final int DELETED_FOR_GOOD = 21;
    private static final int UNKNOWN = 23;

    private final HelpDesk desk;
    private final UserWriter writer;
    /** Ascending places in the cycle of the requesters of this list. */
    private final int[] places;

    private RequesterList(HelpDesk desk, UserWriter writer, int... places) {
        this.desk = desk;
        this.writer = writer;
        this.places = places;
    }

    /** The requesters that are not deleted. */
    static RequesterList present(HelpDesk desk, UserWriter writer) {
        int[] places = IntStream.range(0, CYCLE)
                .filter(place -> !List.of(DELETED, DELETED_FOR_GOOD, UNKNOWN).contains(place))
                .toArray();
        return new RequesterList(desk, writer, places);
    }

    /** The deleted requesters. */
    static RequesterList deleted(HelpDesk desk, UserWriter writer) {
        return new RequesterList(desk, writer, DELETED, DELETED_FOR_GOOD);
    }

    @Override
    public int size() {
        int rest = desk.requesterCount() % CYCLE;
        int found = Arrays.binarySearch(places, rest);
        return desk.requesterCount() / CYCLE * places.length + (found < 0 ? -found - 1 : found);
    }

    @Override
    public long idAt(int position) {
        return HelpDesk.requesterId(numberAt(position));
    }

    @Override
    public String jsonAt(int position) {
        int number = numberAt(position);
        int place = number % CYCLE;
        UserWriter.Removal removal = switch (place) {
            case DELETED -> UserWriter.Removal.DELETED;
            case DELETED_FOR_GOOD -> UserWriter.Removal.PERMANENT;
            default -> UserWriter.Removal.NONE;
        };
        return writer.requester(desk.requester(number), number, place == SUSPENDED, removal);
    }

    @Override
    public RecordList ofRoles(Set<String> roles) {
        return roles.contains("end-user") ? this : new RequesterList(desk, writer);
    }

    private int numberAt(int position) {
        return position / places.length * CYCLE + places[position % places.length];
    }
}
