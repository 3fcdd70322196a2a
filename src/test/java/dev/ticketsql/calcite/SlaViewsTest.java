package dev.ticketsql.calcite;

import dev.ticketsql.testing.SqlAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies and breaches of measurements of ticket 5. */
final class SlaViewsTest {

    private static final String NO_DETAIL = "{}";

    private final WrittenLives lives = new WrittenLives();

    @AfterEach
    void close() throws Exception {
        lives.close();
    }

    private static String sla(String key, long policy, String target, boolean business) {
        return "{\"%s\":{%s,\"business_hours\":%s,\"policy\":{\"id\":%d,\"title\":\"Policy %d\",\"description\":null}}}"
                .formatted(key, target, business, policy, policy);
    }

    private SqlAssert breaches() {
        return lives.sql("SELECT event_id, applied_at, seconds, policy, target_seconds, in_business_hours"
                + " FROM sla_breaches ORDER BY event_id");
    }

    @Test
    void aBreachHasTheLatestPolicyOfItsMeasurement() throws Exception {
        lives.metric(1, 0, "apply_sla", "reply_time", 1, sla("sla", 8, "\"target\":10", false));
        lives.metric(2, 600, "apply_sla", "reply_time", 1, sla("sla", 9, "\"target\":5", true));
        lives.metric(3, 700, "apply_group_sla", "group_ownership_time", 1, sla("group_sla", 7, "\"target\":5", true));
        lives.metric(4, 800, "apply_sla", "reply_time", 2, sla("sla", 8, "\"target\":10", false));
        lives.metric(5, 900, "breach", "reply_time", 1, "{\"deleted\":false}");
        lives.metric(6, 950, "apply_sla", "reply_time", 1, sla("sla", 8, "\"target\":10", false));
        lives.metric(7, 1_000, "breach", "group_ownership_time", 1, null);
        lives.metric(8, 1_000, "breach", "requester_wait_time", 1, NO_DETAIL);

        lives.sql("SELECT * FROM sla_breaches ORDER BY event_id")
                .returns(
                        "5, reply_time, 1, 2026-03-01 12:15:00, " + (WrittenLives.NOON + 900)
                                + ", 5, 2026-03-01 12:10:00, 300, 9, Policy 9, 300, true",
                        "5, group_ownership_time, 1, 2026-03-01 12:16:40, " + (WrittenLives.NOON + 1_000)
                                + ", 7, 2026-03-01 12:11:40, 300, 7, Policy 7, 300, true",
                        "5, requester_wait_time, 1, 2026-03-01 12:16:40, " + (WrittenLives.NOON + 1_000)
                                + ", 8, null, null, null, null, null, null")
                .runsInTheEngine();
    }

    @Test
    void aBreachThatIsMarkedDeletedIsNone() throws Exception {
        lives.metric(1, 0, "apply_sla", "reply_time", 1, sla("sla", 8, "\"target\":10", false));
        lives.metric(2, 600, "breach", "reply_time", 1, "{\"deleted\":true}");
        lives.metric(3, 900, "fulfill", "reply_time", 1, null);

        breaches().returns();
        lives.sql("SELECT policy, breached_at, fulfilled_at FROM sla_policies_applied")
                .returns("Policy 8, null, 2026-03-01 12:15:00");
    }

    @Test
    void inOneSecondThePolicyIsAppliedBeforeTheBreachAndTheTargetInSecondsIsExact() throws Exception {
        lives.metric(
                9, 60, "apply_sla", "reply_time", 1, sla("sla", 8, "\"target\":2,\"target_in_seconds\":90", false));
        lives.metric(1, 60, "breach", "reply_time", 1, null);

        breaches().returns("1, 2026-03-01 12:01:00, 0, Policy 8, 90, false");
    }

    @Test
    void anApplicationWithoutAPolicyTakesItOff() throws Exception {
        lives.metric(1, 0, "apply_sla", "reply_time", 1, sla("sla", 8, "\"target\":10", false));
        lives.metric(2, 60, "apply_sla", "reply_time", 1, "{\"sla\":null}");
        lives.metric(3, 900, "fulfill", "reply_time", 1, null);

        lives.sql("SELECT policy, replaced_at, breached_at, fulfilled_at FROM sla_policies_applied")
                .returns("Policy 8, 2026-03-01 12:01:00, null, null");
    }

    @Test
    void eachApplicationHasWhatBecameOfItUntilTheNextOne() throws Exception {
        lives.metric(1, 0, "activate", "reply_time", 1, null);
        lives.metric(2, 0, "apply_sla", "reply_time", 1, sla("sla", 8, "\"target\":10", false));
        lives.metric(3, 600, "breach", "reply_time", 1, null);
        lives.metric(4, 700, "apply_sla", "reply_time", 1, sla("sla", 9, "\"target\":60", true));
        lives.metric(5, 900, "fulfill", "reply_time", 1, null);
        lives.metric(6, 2_000, "apply_sla", "reply_time", 2, sla("sla", 9, "\"target\":60", true));

        lives.sql("SELECT * FROM sla_policies_applied ORDER BY start_time")
                .returns(
                        "5, reply_time, 1, 2026-03-01 12:00:00, " + WrittenLives.NOON
                                + ", 2, 8, Policy 8, 600, false, 2026-03-01 12:11:40, 2026-03-01 12:10:00, null",
                        "5, reply_time, 1, 2026-03-01 12:11:40, " + (WrittenLives.NOON + 700)
                                + ", 4, 9, Policy 9, 3600, true, null, null, 2026-03-01 12:15:00",
                        "5, reply_time, 2, 2026-03-01 12:33:20, " + (WrittenLives.NOON + 2_000)
                                + ", 6, 9, Policy 9, 3600, true, null, null, null")
                .runsInTheEngine();
    }

    @Test
    void detailsOfAWrongTypeAreNotKnown() throws Exception {
        lives.metric(1, 0, "apply_sla", "reply_time", 1, "{\"sla\":{\"target\":\"soon\",\"policy\":[8]}}");
        lives.metric(2, 10, "apply_sla", "reply_time", 2, "{\"sla\":7}");
        lives.metric(3, 20, "breach", "reply_time", 1, "{\"deleted\":\"maybe\"}");
        lives.metric(4, 20, "breach", "reply_time", 2, null);

        breaches()
                .returns(
                        "3, 2026-03-01 12:00:00, 20, null, null, null", "4, 2026-03-01 12:00:10, 10, null, null, null");
    }
}
