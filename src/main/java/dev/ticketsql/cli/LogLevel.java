package dev.ticketsql.cli;

import dev.ticketsql.account.SharedAccounts;
import java.util.Map;

/**
 * Log level of the command line, on standard error: warnings and fetching progress, or the level of
 * {@code TICKETSQL_LOG} ({@code debug}, {@code info}, {@code trace}, {@code off}) for TicketSQL itself. Programs that
 * embed the library choose for themselves.
 */
final class LogLevel {

    /** Properties of SLF4J's simple provider, which only the command line has on its class path. */
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogLevel() {}

    static void apply(Map<String, String> environment) {
        String level = environment.getOrDefault("TICKETSQL_LOG", "");
        setDefault("defaultLogLevel", level.equals("off") ? "off" : "warn");
        if (level.isBlank()) {
            // Without a line for half a minute, a program would seem to hang.
            setDefault("log.dev.ticketsql.progress", "info");
        } else {
            setDefault("log.dev.ticketsql", level);
        }
        // Without a log level a line is a sentence alone, without class and time.
        setDefault("showLogName", String.valueOf(!level.isBlank()));
        setDefault("showDateTime", String.valueOf(!level.isBlank()));
        setDefault("dateTimeFormat", "HH:mm:ss.SSS");
        setDefault("showThreadName", "false");
        System.setProperty(SharedAccounts.NOTICES_PROPERTY, "true");
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
