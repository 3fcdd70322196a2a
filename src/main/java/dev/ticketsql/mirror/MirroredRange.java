package dev.ticketsql.mirror;

import dev.ticketsql.mirror.directory.EventTable;
import java.nio.file.Path;

/**
 * A range that a mirror holds, in one file for each {@link EventTable}: a row of table {@code mirror_windows}. All of
 * its events are there, also if there are none, but for the rejected ones.
 *
 * @param fromSec first second, epoch seconds
 * @param toSec first second after it, epoch seconds
 * @param kind {@code sealed}: kept for ever; {@code tail}: fetched again once, when all of it has settled;
 *     {@code edge}: a tail that reaches the newest second the server showed
 * @param eventCount events in it
 * @param rejectedCount items in it that have no usable id or instant, and are no events: these seconds are incomplete
 * @param bytes size of its files together
 * @param asOfSec request time of its page, epoch seconds
 * @param file path of the events' file
 */
public record MirroredRange(
        long fromSec,
        long toSec,
        String kind,
        long eventCount,
        long rejectedCount,
        long bytes,
        long asOfSec,
        Path file) {}
