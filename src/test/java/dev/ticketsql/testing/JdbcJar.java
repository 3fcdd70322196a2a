package dev.ticketsql.testing;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The single jar with the driver and all it needs, as {@code mvn package} makes it, in class loaders that share nothing
 * with the tests. Each loader stays: native code cannot be unloaded.
 */
public final class JdbcJar {

    /** Libraries of years ago, which Maven copies for tests. */
    private static final Path OLD_LIBRARIES = Path.of("target/old-libraries");

    private JdbcJar() {}

    /** The file. */
    public static Path file() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("ticketsql-.*-jdbc\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no single jar in target: mvn package makes it"));
        }
    }

    /** A loader of the jar with nothing above it but Java. */
    public static ClassLoader alone() throws IOException {
        return below(ClassLoader.getPlatformClassLoader());
    }

    /** A loader of the jar below another. */
    public static ClassLoader below(ClassLoader parent) throws IOException {
        return new URLClassLoader(new URL[] {url(file())}, parent);
    }

    /** A loader of the libraries of years ago. */
    public static ClassLoader oldLibraries() throws IOException {
        return new URLClassLoader(urls(OLD_LIBRARIES).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** The libraries under their usual names. */
    public static List<URL> libraries() throws IOException {
        return urls(Path.of("target/lib"));
    }

    private static List<URL> urls(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<URL> urls = new ArrayList<>();
            for (Path file : files.toList()) {
                urls.add(url(file));
            }
            return urls;
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    /** The driver that the loader has. */
    public static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
        return (Driver)
                loader.loadClass("dev.ticketsql.jdbc.Driver").getConstructor().newInstance();
    }

    /** A connection of that driver. */
    public static Connection connect(Driver driver, String url) throws SQLException {
        return Objects.requireNonNull(driver.connect(url, new Properties()), url);
    }

    /** Runs {@code action} with another context class loader, as a tool's thread has it. */
    public static void inContext(ClassLoader context, Action action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What a test does with another context class loader. */
    public interface Action {

        void run() throws Exception;
    }
}
