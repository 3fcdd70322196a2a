package dev.ticketsql.jdbc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.DriverVersion;

/** Version that the build wrote into the jar's manifest; {@code 0.0-development} without a jar. */
final class BuildVersion {

    private static final String NAME = "TicketSQL";

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d+)\\.(\\d+).*");

    private BuildVersion() {}

    static String text() {
        return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion())
                .orElse("0.0-development");
    }

    static DriverVersion ofDriver() {
        Matcher version = MAJOR_MINOR.matcher(text());
        boolean numbered = version.matches();
        int major = numbered ? Integer.parseInt(version.group(1)) : 0;
        int minor = numbered ? Integer.parseInt(version.group(2)) : 0;
        // Not JDBC compliant in the sense of the specification: that includes writing.
        return new DriverVersion(
                NAME + " JDBC driver", text(), NAME, text(), /* jdbcCompliant= */ false, major, minor, major, minor);
    }
}
