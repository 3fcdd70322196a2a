package dev.ticketsql.mirror;

import dev.ticketsql.mirror.directory.EventTable;
import java.nio.file.Path;

/**
 * A stretch of time that a mirror holds, in one file for each {@link EventTable}. What it covers is complete, also
 * where nothing happened.
 *
 * @param fromSec first second, epoch seconds
 * @param toSec first second after it, epoch seconds
 * @param kind {@code sealed}: kept for ever; {@code tail}: read again until it has settled; {@code edge}: a tail that
 *     reaches the newest second the server showed
 * @param eventCount events in it
 * @param bytes of its files
 * @param asOfSec when its page was asked for, epoch seconds
 * @param file where the events lie
 */
public record MirrorWindow(
        long fromSec, long toSec, String kind, long eventCount, long bytes, long asOfSec, Path file) {}
