package dev.ticketsql.resilience;

import dev.ticketsql.resilience.MachineHistory.Happening;
import dev.ticketsql.resilience.MachineProcess.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One mirror and two processes that use it, random steps that a seed determines, and a check of each answer against
 * {@link MachineModel}. The moment of a kill and of what happens at the same time is the machine's.
 */
final class MachineRun {

    /** Storing the pages of a question takes about so long. */
    private static final int LONGEST_LIFE_NANOS = 40_000_000;

    private static final int MINUTE_SEC = 60;

    /** From no room at all to enough for a few pages. */
    private static final int MOST_FREE_BYTES = 96_000;

    /** Kinds of steps, with how many of a hundred are such. */
    enum Step {
        ASK(20),
        JUMP(13),
        TOGETHER(14),
        HOLD(8),
        CHECK_HELD(7),
        REFRESH(6),
        SYNC(5),
        VACUUM(6),
        PURGE(4),
        DAMAGE(5),
        BROKEN_PAGE(4),
        FULL_DISK(4),
        VERIFY(1),
        KILL(3);

        private final int share;

        Step(int share) {
            this.share = share;
        }

        static Step of(Random random) {
            int left = random.nextInt(100);
            for (Step step : values()) {
                left -= step.share;
                if (left < 0) {
                    return step;
                }
            }
            throw new IllegalStateException("the shares are less than a hundred");
        }
    }

    /** Failure of a run, told by its message. */
    static final class Wrong extends Exception {

        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    /** A line for a process, and what its answer must be. */
    private record Order(String line, Optional<Question> question, long purgedTicket) {

        static Order of(String line) {
            return new Order(line, Optional.empty(), -1);
        }
    }

    /** The range of an order that is answered with events. */
    private record Question(long fromSec, long toSec, long freshnessSec) {}

    private final Random random;
    private final MachinePool pool;
    private final SmallDisk disk;
    private final Path mirror;
    private final List<Happening> history;
    private final MachineModel model;
    private final Map<Step, Integer> counts = new EnumMap<>(Step.class);
    private final List<String> done = new ArrayList<>();
    private final List<Optional<String>> held = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
    private final long seed;
    private boolean full;

    MachineRun(long seed, MachinePool pool, SmallDisk disk) {
        this.seed = seed;
        this.random = new Random(seed);
        this.pool = pool;
        this.disk = disk;
        this.mirror = disk.directory().resolve("mirror");
        this.history = MachineHistory.of(seed);
        this.model = new MachineModel(history);
    }

    Map<Step, Integer> counts() {
        return counts;
    }

    /** The steps so far, a line each. */
    String done() {
        return String.join("\n", done);
    }

    /** Takes so many steps, and looks at what is left. */
    void run(int steps) throws IOException, SQLException, Wrong {
        open(0);
        open(1);
        for (int number = 0; number < steps; number++) {
            Step step = Step.of(random);
            counts.merge(step, 1, Integer::sum);
            take(step);
        }
        end();
    }

    private void open(int number) throws IOException, Wrong {
        succeed(number, "world " + mirror + " " + seed);
    }

    private void take(Step step) throws IOException, Wrong {
        int number = random.nextInt(2);
        switch (step) {
            case ASK -> ask(number);
            case JUMP -> jump(random.nextInt(4) == 0 ? -random.nextInt(900) : 1 + random.nextInt(900));
            case TOGETHER -> together(any(), any());
            case HOLD -> hold(number);
            case CHECK_HELD -> checkHeld(number);
            case REFRESH -> order(number, refresh());
            case SYNC -> order(number, sync());
            case VACUUM -> order(number, Order.of("vacuum"));
            case PURGE -> purge(number);
            case DAMAGE -> damage();
            case BROKEN_PAGE -> breakPage(number);
            case FULL_DISK -> fillDisk(number);
            case VERIFY -> order(number, Order.of("verify"));
            case KILL -> kill(number);
        }
    }

    /** Asks one process, and then the other, which must make no request. */
    private void ask(int number) throws IOException, Wrong {
        Order order = question(random.nextBoolean() ? 0 : MINUTE_SEC);
        order(number, order);
        Question asked = order.question().orElseThrow();
        Order again = new Order(
                "ask " + asked.fromSec() + " " + asked.toSec() + " " + MINUTE_SEC,
                Optional.of(new Question(asked.fromSec(), asked.toSec(), MINUTE_SEC)),
                -1);
        String answer = order(1 - number, again);
        if (!answer.startsWith("0 ")) {
            throw new Wrong(
                    "process " + (1 - number) + " requested again what process " + number + " had fetched: " + answer);
        }
    }

    private void jump(long seconds) {
        done.add("the clock jumps by " + seconds + " s");
        model.jump(seconds);
    }

    /** Two processes at once. */
    private void together(Order first, Order second) throws IOException, Wrong {
        Predicate<Happening> most = model.mayBeShown();
        note(0, first);
        note(1, second);
        pool.get(0).send(line(first));
        pool.get(1).send(line(second));
        for (Order order : List.of(first, second)) {
            if (order.purgedTicket() >= 0) {
                model.purgeTicket(order.purgedTicket());
            }
        }
        check(0, first, pool.get(0).answer(), most);
        check(1, second, pool.get(1).answer(), most);
    }

    private void hold(int number) throws IOException, Wrong {
        checkHeld(number);
        release(number);
        Order order = question(MINUTE_SEC);
        Order holding = new Order(order.line().replaceFirst("ask", "hold"), order.question(), -1);
        held.set(number, Optional.of(order(number, holding)));
    }

    /** The statement that a process holds still sees the same. */
    private void checkHeld(int number) throws IOException, Wrong {
        if (held.get(number).isPresent()) {
            String again = succeed(number, "again");
            if (!again.equals(held.get(number).get())) {
                throw new Wrong("a statement saw " + held.get(number).get() + " first and then " + again);
            }
        }
    }

    private void release(int number) throws IOException, Wrong {
        succeed(number, "release");
        held.set(number, Optional.empty());
    }

    private void purge(int number) throws IOException, Wrong {
        if (random.nextInt(4) == 0) {
            long beforeSec = MachineHistory.BEGIN.getEpochSecond() - random.nextInt(MachineHistory.PAST_SEC);
            succeed(number, "before " + beforeSec);
            model.purgeBefore(beforeSec);
        } else {
            Order order = purgeTicket();
            model.purgeTicket(order.purgedTicket());
            order(number, order);
        }
        if (random.nextBoolean()) {
            order(number, Order.of("vacuum"));
        }
    }

    /** Files of closed mirrors change. */
    private void damage() throws IOException, Wrong {
        closeBoth();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            done.add("damage: " + MachineDamage.of(mirror, random));
        }
    }

    private void closeBoth() throws IOException, Wrong {
        for (int number : List.of(0, 1)) {
            checkHeld(number);
            release(number);
            succeed(number, "close");
        }
    }

    private void breakPage(int number) throws IOException, Wrong {
        Order order = question(MINUTE_SEC);
        String line = order.line()
                .replaceFirst("ask (\\S+) (\\S+) .*", "broken $1 $2 " + random.nextInt(3 * MachineHistory.PER_PAGE));
        Order broken = new Order(line, order.question(), -1);
        note(number, broken);
        Answer answer = pool.get(number).ask(line(broken));
        if (answer.succeeded() || !answer.text().equals("IOException connection reset")) {
            check(number, broken, answer, model.mayBeShown());
        }
    }

    private void fillDisk(int number) throws IOException, Wrong {
        if (!disk.canBeFull()) {
            return;
        }
        int freeBytes = random.nextInt(MOST_FREE_BYTES);
        done.add("the disk has " + freeBytes + " bytes left");
        disk.fill(freeBytes);
        full = true;
        try {
            order(number, any());
            order(1 - number, question(0));
        } finally {
            full = false;
            disk.makeRoom();
            done.add("the disk has room");
        }
    }

    /** {@code kill -9} at any moment of an order, alone or beside a question. */
    private void kill(int number) throws IOException, Wrong {
        Order order = random.nextInt(3) == 0 ? question(0) : any();
        boolean isBeside = random.nextBoolean();
        Order beside = question(MINUTE_SEC);
        Predicate<Happening> most = model.mayBeShown();
        if (order.purgedTicket() >= 0) {
            model.purgeTicket(order.purgedTicket());
        }
        note(number, order);
        pool.get(number).send(line(order));
        if (isBeside) {
            note(1 - number, beside);
            pool.get(1 - number).send(line(beside));
        }
        long untilNanos = System.nanoTime() + random.nextInt(LONGEST_LIFE_NANOS);
        while (System.nanoTime() < untilNanos) {
            Thread.onSpinWait();
        }
        pool.kill(number);
        held.set(number, Optional.empty());
        done.add("kill -9 of process " + number);
        open(number);
        if (isBeside) {
            check(1 - number, beside, pool.get(1 - number).answer(), most);
        }
        if (order.purgedTicket() >= 0) {
            order(number, order);
        }
    }

    private Order any() {
        return switch (random.nextInt(8)) {
            case 0 -> refresh();
            case 1 -> sync();
            case 2 -> Order.of("vacuum");
            case 3 -> purgeTicket();
            case 4 -> Order.of("status");
            default -> question(random.nextBoolean() ? 0 : MINUTE_SEC);
        };
    }

    private Order question(long freshnessSec) {
        long[] range = range();
        return new Order(
                "ask " + range[0] + " " + range[1] + " " + freshnessSec,
                Optional.of(new Question(range[0], range[1], freshnessSec)),
                -1);
    }

    private Order refresh() {
        long[] range = range();
        long endSec = Math.min(range[1], model.nowSec() - MINUTE_SEC - 1);
        return range[0] < endSec ? Order.of("refresh " + range[0] + " " + endSec) : sync();
    }

    private Order sync() {
        long[] range = range();
        return Order.of("sync " + range[0] + " " + range[1]);
    }

    private Order purgeTicket() {
        long ticketId = random.nextInt(MachineHistory.TICKETS);
        return new Order("ticket " + ticketId, Optional.empty(), ticketId);
    }

    /** Some end in the future. */
    private long[] range() {
        long fromSec = MachineHistory.BEGIN.getEpochSecond() - MachineHistory.PAST_SEC + random.nextInt(3_000);
        return new long[] {fromSec, fromSec + 1 + random.nextInt(2_000)};
    }

    private String line(Order order) {
        return model.nowSec() + " " + order.line();
    }

    private void note(int number, Order order) {
        done.add("process " + number + " at " + (model.nowSec() - MachineHistory.BEGIN.getEpochSecond()) + ": "
                + order.line());
    }

    private String order(int number, Order order) throws IOException, Wrong {
        note(number, order);
        Predicate<Happening> most = model.mayBeShown();
        if (order.purgedTicket() >= 0) {
            model.purgeTicket(order.purgedTicket());
        }
        Answer answer = pool.get(number).ask(line(order));
        if (full && order.purgedTicket() >= 0 && !answer.succeeded()) {
            throw new Wrong("a purge needs no room, but: " + answer.text());
        }
        check(number, order, answer, most);
        return answer.text();
    }

    private String succeed(int number, String line) throws IOException, Wrong {
        return order(number, Order.of(line));
    }

    private void check(int number, Order order, Answer answer, Predicate<Happening> most) throws Wrong {
        if (full && !answer.succeeded() && isOfFullDisk(answer.text())) {
            done.add("no room: " + answer.text());
            return;
        }
        if (!answer.succeeded()) {
            throw new Wrong("process " + number + " failed" + (answer.died() ? " and died" : ": " + answer.text()));
        }
        if (order.question().isPresent()) {
            Question asked = order.question().get();
            String ids = answer.text().substring(answer.text().indexOf(' ') + 1);
            Optional<String> wrong =
                    model.wrong(ids, asked.fromSec(), asked.toSec(), most, model.mustBeShown(asked.freshnessSec()));
            if (wrong.isPresent()) {
                throw new Wrong("process " + number + ": " + wrong.get());
            }
        }
    }

    private boolean isOfFullDisk(String sentence) {
        return sentence.matches("ClassifiedIOException the events of \\[.*\\) cannot be kept in the mirror " + mirror
                + ", which has \\d+ bytes free: .*; what was kept before stays(; what was refreshed before .*)?");
    }

    /** A day later all events are there, in every way to read them, and nothing else is. */
    private void end() throws IOException, SQLException, Wrong {
        closeBoth();
        model.reachADayLater();
        long fromSec = MachineHistory.BEGIN.getEpochSecond() - MachineHistory.PAST_SEC;
        long toSec = model.nowSec();
        for (int number : List.of(0, 1)) {
            String answer = order(
                    number,
                    new Order(
                            "ask " + fromSec + " " + toSec + " " + MINUTE_SEC,
                            Optional.of(new Question(fromSec, toSec, MINUTE_SEC)),
                            -1));
            if (number == 1 && !answer.startsWith("0 ")) {
                throw new Wrong("at the end the second process requested again: " + answer);
            }
        }
        expect("true", succeed(0, "vacuum"), "vacuum");
        expect("0", succeed(1, "verify"), "damaged files");
        List<Long> plain = plainIds();
        if (!plain.equals(List.copyOf(new TreeSet<>(model.shownAtTheEnd())))) {
            throw new Wrong(
                    "a plain reader of the files finds " + plain + ", not " + new TreeSet<>(model.shownAtTheEnd()));
        }
        closeBoth();
        // The next that opens removes what the killed ones left.
        succeed(0, "status");
        succeed(0, "close");
        List<Path> leftOver = MachineDamage.leftOver(mirror);
        if (!leftOver.isEmpty()) {
            throw new Wrong("left over: " + leftOver);
        }
    }

    private static void expect(String expected, String answer, String what) throws Wrong {
        if (!answer.equals(expected)) {
            throw new Wrong(what + ": " + answer + " instead of " + expected);
        }
    }

    /** The ids in the files, without TicketSQL. */
    private List<Long> plainIds() throws IOException, SQLException {
        List<String> files = MachineDamage.segments(mirror).stream()
                .map(Path::toString)
                .filter(file -> file.contains("/ticket_events/"))
                .toList();
        List<Long> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM read_parquet(['" + String.join("', '", files) + "']) ORDER BY id")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
