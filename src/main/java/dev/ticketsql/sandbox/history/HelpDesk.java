package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.OptionalLong;

/** The generated help desk: its people and groups, all derived from the seed and the size. Immutable. */
final class HelpDesk {

    /** Custom fields, which every account defines for itself. */
    static final long CATEGORY_FIELD = 360_021_774_433L;

    static final long ORDER_FIELD = 360_021_774_453L;
    static final long ESCALATED_FIELD = 360_021_774_473L;

    /** Trigger that confirms the receipt, routes the ticket and applies the SLA. */
    static final long INTAKE_RULE = 360_104_225_793L;

    static final long ESCALATION_RULE = 360_104_225_853L;
    static final long SURVEY_RULE = 360_104_225_913L;
    static final long CLOSING_RULE = 360_104_225_973L;

    /** Trigger that tells the requester of a reply. */
    static final long NOTIFYING_RULE = 360_104_226_033L;

    static final int AGENTS_PER_GROUP = 6;
    static final int GROUPS = 4;

    /** Events per requester, since most write again. */
    private static final long EVENTS_PER_REQUESTER = 120;

    /** As many as a small shop has. */
    private static final int MIN_REQUESTERS = 25;

    private static final int REQUESTERS_PER_ORGANIZATION = 12;

    private static final List<Place> PLACES = List.of(Place.values());
    private static final List<String> CLIENTS = List.of(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/17.4 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile"
                    + " Safari/537.36");

    /** First stream of the requesters; the streams of tickets count up from 0. */
    private static final long REQUESTER_STREAM = 1L << 40;

    /** First stream of names, apart from those of tickets, requesters and outages. */
    private static final long NAME_STREAM = 1L << 50;

    /** First stream of what tools add to tickets. */
    private static final long AFTERMATH_STREAM = 1L << 41;

    private static final long FIRST_REQUESTER_ID = 376_310_552_018L;

    private final long seed;
    private final int requesterCount;
    private final Phrases phrases = Phrases.load();

    HelpDesk(long seed, long eventCount) {
        this.seed = seed;
        this.requesterCount = (int) Math.max(MIN_REQUESTERS, eventCount / EVENTS_PER_REQUESTER);
    }

    /** Generator of a ticket. */
    SeededRandom ticketRandom(int number) {
        return new SeededRandom(seed, number);
    }

    /** Generator of what tools add to a ticket. */
    SeededRandom aftermathRandom(int number) {
        return new SeededRandom(seed, AFTERMATH_STREAM + number);
    }

    /** True for people of the help desk, false for requesters and the system. */
    static boolean isAgent(long personId) {
        return personId > 0 && personId < FIRST_REQUESTER_ID;
    }

    Phrases phrases() {
        return phrases;
    }

    /** Picks a requester; a few write often. */
    Person requester(SeededRandom random) {
        return requester(random.below(1 + random.below(requesterCount)));
    }

    /** A requester, numbered from 0. */
    Person requester(int number) {
        SeededRandom own = new SeededRandom(seed, REQUESTER_STREAM + number);
        Place place = number % 2 == 0
                ? PLACES.get(own.below(Place.ENGLISH_SPEAKING))
                // In turn: even a few requesters cover every language.
                : PLACES.get(Place.ENGLISH_SPEAKING + number / 2 % (PLACES.size() - Place.ENGLISH_SPEAKING));
        boolean organized = own.chance(60);
        int organization = number / REQUESTERS_PER_ORGANIZATION;
        return new Person(
                requesterId(number),
                place,
                own.pick(CLIENTS),
                organized ? OptionalLong.of(organizationId(organization)) : OptionalLong.empty(),
                organized && isPremium(organization));
    }

    /** Number of requesters. */
    int requesterCount() {
        return requesterCount;
    }

    /** Id of a requester, numbered from 0. */
    static long requesterId(int number) {
        return FIRST_REQUESTER_ID + number * 20L;
    }

    /** Number of organizations, also those without members. */
    int organizationCount() {
        return (requesterCount + REQUESTERS_PER_ORGANIZATION - 1) / REQUESTERS_PER_ORGANIZATION;
    }

    /** Id of an organization, numbered from 0. */
    static long organizationId(int number) {
        return 360_857_201_773L + number * 20L;
    }

    /** True if an organization has the faster SLA. */
    static boolean isPremium(int organization) {
        return organization % 4 == 0;
    }

    /** Generator of what a person is called, apart from all that events depend on. */
    SeededRandom nameRandom(long personId) {
        return new SeededRandom(seed, NAME_STREAM + personId);
    }

    /** Picks an agent of a group. */
    Person agent(int group, SeededRandom random) {
        return agent(group * AGENTS_PER_GROUP + random.below(AGENTS_PER_GROUP));
    }

    /** An agent, numbered from 0, those of a group one after the other. */
    Person agent(int number) {
        Place office = number % 3 == 0 ? Place.BERLIN : Place.LONDON;
        return new Person(
                374_210_118_473L + number * 40L, office, CLIENTS.get(number % 2), OptionalLong.empty(), false);
    }

    /** The administrator, author of mass updates. */
    Person admin() {
        return new Person(374_210_118_313L, Place.BERLIN, CLIENTS.get(0), OptionalLong.empty(), false);
    }

    /** The user of the monitoring system, which files its alerts. */
    Person monitoring() {
        return new Person(374_210_118_353L, Place.BERLIN, "", OptionalLong.empty(), false);
    }

    /** The id of a group. */
    Value groupId(int group) {
        return Value.of(groupNumber(group));
    }

    /** The id of a group, as a number. */
    static long groupNumber(int group) {
        return 360_003_412_713L + Math.floorMod(group, GROUPS) * 20L;
    }

    /** Picks another group. */
    int otherGroup(int group, SeededRandom random) {
        return (group + random.between(1, GROUPS - 1)) % GROUPS;
    }
}
