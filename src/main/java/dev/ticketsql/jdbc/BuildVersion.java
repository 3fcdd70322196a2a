package dev.ticketsql.jdbc;

import dev.ticketsql.event.ProductVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.DriverVersion;

/** Names and versions of the driver and of the product, which are one. */
final class BuildVersion {

    private static final String NAME = ProductVersion.NAME;

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d+)\\.(\\d+).*");

    private BuildVersion() {}

    static DriverVersion ofDriver() {
        String text = ProductVersion.text();
        Matcher version = MAJOR_MINOR.matcher(text);
        boolean numbered = version.matches();
        int major = numbered ? Integer.parseInt(version.group(1)) : 0;
        int minor = numbered ? Integer.parseInt(version.group(2)) : 0;
        // Not JDBC compliant in the sense of the specification: that includes writing.
        return new DriverVersion(
                NAME + " JDBC driver", text, NAME, text, /* jdbcCompliant= */ false, major, minor, major, minor);
    }
}
