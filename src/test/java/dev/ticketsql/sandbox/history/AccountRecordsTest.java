package dev.ticketsql.sandbox.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.reference.RecordList;
import dev.ticketsql.sandbox.reference.ReferenceData;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** People and organizations of histories of any size, computed when asked for. */
final class AccountRecordsTest {

    /** As large as the sandbox allows: 833,333 requesters. */
    private final ReferenceData large = AccountRecords.of(Histories.both(3, 100_000_000));

    @Test
    void ofEveryTwentyFiveRequestersTwoAreDeletedAndOneIsInNoList() {
        ReferenceData data = AccountRecords.of(Histories.both(3, 120 * 1_000));
        int staff = 26;
        assertEquals(staff + 1_000 - 3 * 40, data.list(ReferenceKind.USERS).size());
        assertEquals(2 * 40, data.list(ReferenceKind.DELETED_USERS).size());
    }

    @Test
    void ofTheLargestHistoryEveryPersonIsFoundByIdAndInTheOrderOfIds() {
        RecordList users = large.list(ReferenceKind.USERS);
        assertEquals(26 + 833_333 - 3 * 33_333, users.size());
        long before = 0;
        for (int position = 0; position < users.size(); position++) {
            long id = users.idAt(position);
            assertTrue(id > before);
            before = id;
        }
        for (int position = 0; position < users.size(); position += 9_973) {
            long id = users.idAt(position);
            assertEquals(OptionalInt.of(position), users.find(id));
            assertTrue(users.jsonAt(position).startsWith("{\"id\":" + id + ","));
        }
        assertEquals(OptionalInt.empty(), users.find(before + 20));
        assertEquals(OptionalInt.empty(), users.find(1));
    }

    @Test
    void aPersonIsTheSameInAHistoryOfAnyLength() {
        RecordList few = AccountRecords.of(Histories.both(3, 0)).list(ReferenceKind.USERS);
        RecordList many = large.list(ReferenceKind.USERS);
        for (int position = 0; position < few.size(); position++) {
            assertEquals(few.jsonAt(position), many.jsonAt(position));
        }
        RecordList others = AccountRecords.of(Histories.both(4, 0)).list(ReferenceKind.USERS);
        assertNotEquals(few.jsonAt(30), others.jsonAt(30));
    }

    @Test
    void noTwoOrganizationsHaveTheSameName() {
        RecordList organizations = large.list(ReferenceKind.ORGANIZATIONS);
        assertEquals((833_333 + 11) / 12, organizations.size());
        Set<String> names = new HashSet<>();
        for (int position = 0; position < organizations.size(); position += position < 2_000 ? 1 : 97) {
            String name = organizations.jsonAt(position).replaceFirst(".*\"name\":\"([^\"]*)\".*", "$1");
            assertTrue(names.add(name), name);
        }
    }
}
