package dev.ticketsql.mirror;

import java.security.CodeSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Check of DuckDB's version. Its classes keep their names in the single jar, so that those of a program around it come
 * first; an older DuckDB lacks what we call.
 */
final class EngineVersion {

    /** Oldest version that has all that we call. */
    static final int OLDEST_MAJOR = 2;

    private static final Pattern MAJOR = Pattern.compile("v?(\\d+)\\..*");

    private EngineVersion() {}

    /** Refuses a version older than {@link #OLDEST_MAJOR}, and says where it is. */
    static void require(DuckDBConnection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (isOlder(version)) {
            throw new SQLException("version " + version + " is older than " + OLDEST_MAJOR
                    + ".0, which TicketSQL needs;"
                    + place().map(found -> " it was found in " + found + ",").orElse("")
                    + " before TicketSQL's own: remove that one, or replace it by a newer one");
        }
    }

    static boolean isOlder(String version) {
        Matcher matcher = MAJOR.matcher(version);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) < OLDEST_MAJOR;
    }

    private static Optional<String> place() {
        return Optional.ofNullable(DuckDBConnection.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(Object::toString);
    }
}
