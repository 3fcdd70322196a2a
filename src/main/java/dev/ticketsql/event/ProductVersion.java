package dev.ticketsql.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The product's version, which the build writes into the jar. Maven's own file says it too where this jar was merged
 * into another, whose manifest is another's.
 */
public final class ProductVersion {

    /** Name of the product. */
    public static final String NAME = "TicketSQL";

    private static final String FILE = "/META-INF/maven/dev.ticketsql/ticketsql/pom.properties";

    private ProductVersion() {}

    /** The version; {@code 0.0-development} of classes that are in no jar. */
    public static String text() {
        return known().orElse("0.0-development");
    }

    /** The version; empty of classes that are in no jar. */
    public static Optional<String> known() {
        return Read.VERSION;
    }

    /** Holds the version, which is read at its first use. */
    private static final class Read {

        private static final Optional<String> VERSION = ofMaven()
                .or(() -> Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion()));

        private Read() {}

        private static Optional<String> ofMaven() {
            try (InputStream in = ProductVersion.class.getResourceAsStream(FILE)) {
                Properties properties = new Properties();
                if (in != null) {
                    properties.load(in);
                }
                return Optional.ofNullable(properties.getProperty("version"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
