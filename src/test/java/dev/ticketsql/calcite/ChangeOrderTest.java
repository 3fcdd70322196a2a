package dev.ticketsql.calcite;

import static dev.ticketsql.calcite.WrittenLives.AGENT;
import static dev.ticketsql.calcite.WrittenLives.REQUESTER;
import static dev.ticketsql.calcite.WrittenLives.SYSTEM;
import static dev.ticketsql.calcite.WrittenLives.change;
import static dev.ticketsql.calcite.WrittenLives.createdWith;
import static dev.ticketsql.calcite.WrittenLives.withId;

import dev.ticketsql.event.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of changes in one second, which is that of the values that they change. */
final class ChangeOrderTest {

    private final WrittenLives lives = new WrittenLives();

    @AfterEach
    void close() throws Exception {
        lives.close();
    }

    /** Whatever the numbers of events and their children, and in whichever audits of the second they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "new open",
                "new open pending",
                "new open pending hold",
                "new open pending hold solved",
                "new open pending hold solved closed",
                // Solved again by a trigger, once the requester says thank you.
                "solved open solved",
                "open pending open",
                "open pending open solved",
                "new open pending open",
                "open pending hold open",
                "open pending open solved closed",
                "new open pending hold open",
            })
    void changesInOneSecondFollowEachOtherByWhatTheyChange(String chain) throws Exception {
        List<String> values = List.of(chain.split(" "));
        List<FieldChange> changes = new ArrayList<>();
        for (int step = 1; step < values.size(); step++) {
            changes.add(withId(change("status", values.get(step), values.get(step - 1)), 1_000L - step));
        }
        lives.audit(50, 0, REQUESTER, createdWith("status", values.get(0)));
        for (int step = 0; step < changes.size(); step++) {
            lives.audit(40 - step, 60, AGENT, changes.get(step));
        }
        String last = values.get(values.size() - 1);
        lives.audit(3, 100, AGENT, change("status", "other", last));

        lives.sql("SELECT \"number\", \"value\", seconds FROM ticket_field_intervals ORDER BY \"number\"")
                .returns(expected(values));
    }

    @Test
    void aTriggerMaySolveATicketAgainEachTimeTheRequesterSaysThanks() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "solved"));
        for (int thanks = 1; thanks <= 3; thanks++) {
            lives.audit(
                    1 + thanks,
                    60L * thanks,
                    REQUESTER,
                    withId(change("status", "solved", "open"), 1),
                    withId(change("status", "open", "solved"), 2));
        }

        lives.sql("SELECT \"value\", seconds FROM ticket_field_intervals ORDER BY \"number\"")
                .returns("solved, 60", "open, 0", "solved, 60", "open, 0", "solved, 60", "open, 0", "solved, null");
    }

    private static String[] expected(List<String> values) {
        List<String> rows = new ArrayList<>();
        for (int step = 0; step < values.size(); step++) {
            long seconds = step == 0 ? 60 : step == values.size() - 1 ? 40 : 0;
            rows.add((step + 1) + ", " + values.get(step) + ", " + seconds);
        }
        rows.add((values.size() + 1) + ", other, null");
        return rows.toArray(String[]::new);
    }

    @Test
    void changesOfTheSecondOfTheCreationFollowTheCreation() throws Exception {
        lives.audit(
                9,
                0,
                REQUESTER,
                withId(change("status", "pending", "open"), 1),
                withId(change("status", "open", "new"), 2),
                withId(createdWith("status", "new"), 3));

        lives.sql("SELECT \"value\", seconds FROM ticket_field_intervals ORDER BY \"number\"")
                .returns("new, 0", "open, 0", "pending, null");
    }

    @Test
    void whatTheChainDoesNotDecideTheNumberOfTheEventDoesAndThenThePlaceOfTheChild() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("status", "new"));
        lives.audit(3, 60, AGENT, withId(change("status", "closed", "deleted"), 7));
        lives.audit(
                2,
                60,
                AGENT,
                withId(change("status", "solved", "hold"), 9),
                withId(change("status", "pending", "open"), 8));

        lives.sql("SELECT \"value\" FROM ticket_field_intervals ORDER BY \"number\"")
                .returns("new", "solved", "pending", "closed");
    }

    @Test
    void zeroAndNullAreTheSameInAChainOfPriorities() throws Exception {
        lives.audit(1, 0, REQUESTER, createdWith("priority", null));
        lives.audit(
                2,
                0,
                SYSTEM,
                withId(change("priority", "high", "normal"), 6),
                withId(change("priority", "normal", "0"), 7));

        lives.sql("SELECT \"value\", seconds FROM ticket_field_intervals ORDER BY \"number\"")
                .returns("null, 0", "normal, 0", "high, null");
    }
}
