package dev.ticketsql.resilience;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A process that uses the driver for minutes in 16 threads, with faults, cancels, timeouts and rows that are half read.
 * Prints what it holds each minute, while all threads rest and what they dropped is collected. Arguments: minutes,
 * seed, base URLs of two servers in another process, which remember their requests, directory of mirrors. Its exit code
 * is 1 if it holds more at the end than in the tenth minute, or at half time of a shorter one, and if an answer was
 * wrong.
 */
final class Soak {

    private static final int THREADS = 16;

    /** Tolerated growth between the tenth minute and the end. */
    private static final double GROWTH = 1.1;

    private static final int SETTLED_MINUTES = 10;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        int minutes = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        boolean isGood;
        try (SoakWorld world =
                new SoakWorld(URI.create(arguments[2]), URI.create(arguments[3]), Path.of(arguments[4]))) {
            isGood = run(world, minutes, seed);
        }
        System.exit(isGood ? 0 : 1);
    }

    private static boolean run(SoakWorld world, int minutes, long seed) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            Random random = new Random(seed * THREADS + number);
            Thread thread = new Thread(() -> world.work(random), "soak-" + number);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        List<HeldResources> each = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            TimeUnit.MINUTES.sleep(1);
            HeldResources held = world.atRest(HeldResources::afterCollections);
            each.add(held);
            System.out.printf(
                    Locale.ROOT,
                    "minute %2d: %s; requests remembered=%d; %s%n",
                    minute,
                    held,
                    world.rememberedRequests(),
                    world.counts());
        }
        world.end();
        for (Thread thread : threads) {
            thread.join();
        }
        boolean isHeld = holdsNoMore(each.get(Math.min(SETTLED_MINUTES, (minutes + 1) / 2) - 1), each.get(minutes - 1));
        return world.wrong().isEmpty() && isHeld;
    }

    private static boolean holdsNoMore(HeldResources early, HeldResources late) {
        boolean isSame = late.threads() <= early.threads() * GROWTH
                && late.handles() <= early.handles() * GROWTH
                && late.residentBytes() <= early.residentBytes() * GROWTH
                && late.heapBytes() <= early.heapBytes() * GROWTH
                && late.temporaryFiles() <= early.temporaryFiles() * GROWTH;
        System.out.println((isSame ? "holds no more than before: " : "HAS GROWN since: ") + early);
        return isSame;
    }
}
