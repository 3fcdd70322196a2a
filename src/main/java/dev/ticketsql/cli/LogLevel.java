package dev.ticketsql.cli;

import java.util.Map;

/**
 * How much the command line logs, on standard error: warnings, and how far fetching is; with
 * {@code TICKETSQL_LOG=debug} (or {@code info}, {@code trace}, {@code off}) what TicketSQL itself does. Programs that
 * embed the library choose for themselves.
 */
final class LogLevel {

    /** Of SLF4J's simple provider, which only the command line has on its class path. */
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogLevel() {}

    static void apply(Map<String, String> environment) {
        String level = environment.getOrDefault("TICKETSQL_LOG", "");
        setDefault("defaultLogLevel", level.equals("off") ? "off" : "warn");
        if (level.isBlank()) {
            // Half a minute and more of silence would look like a program that hangs.
            setDefault("log.dev.ticketsql.progress", "info");
        } else {
            setDefault("log.dev.ticketsql", level);
        }
        // Whoever did not ask for a log reads a sentence, not which class says it and when.
        setDefault("showLogName", String.valueOf(!level.isBlank()));
        setDefault("showDateTime", String.valueOf(!level.isBlank()));
        setDefault("dateTimeFormat", "HH:mm:ss.SSS");
        setDefault("showThreadName", "false");
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
