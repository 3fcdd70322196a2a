package dev.ticketsql.jdbc;

import java.util.Map;

/**
 * How much the command line logs, on standard error: warnings, and with {@code TICKETSQL_LOG=debug} (or {@code info},
 * {@code trace}, {@code off}) what TicketSQL itself does. Programs that embed the library choose for themselves.
 */
final class LogLevel {

    /** Of SLF4J's simple provider, which only the command line has on its class path. */
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogLevel() {}

    static void apply(Map<String, String> environment) {
        String level = environment.getOrDefault("TICKETSQL_LOG", "");
        setDefault("defaultLogLevel", level.equals("off") ? "off" : "warn");
        if (!level.isBlank()) {
            setDefault("log.dev.ticketsql", level);
        }
        setDefault("showDateTime", "true");
        setDefault("dateTimeFormat", "HH:mm:ss.SSS");
        setDefault("showThreadName", "false");
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
