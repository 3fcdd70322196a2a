package dev.ticketsql.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the version of the product, also inside a jar of somebody else. */
final class ProductVersionTest {

    @Test
    void classesOutsideAJarAreADevelopmentsOwn() {
        assertEquals("0.0-development", ProductVersion.text());
    }

    @Test
    void insideAnotherJarTheVersionIsStillOurs(@TempDir Path merged) throws Exception {
        Path properties = merged.resolve("META-INF/maven/dev.ticketsql/ticketsql/pom.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, "artifactId=ticketsql\ngroupId=dev.ticketsql\nversion=7.8.9\n");
        URL classes = ProductVersion.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {merged.toUri().toURL(), classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> theirs = loader.loadClass(ProductVersion.class.getName());
            assertNotSame(ProductVersion.class, theirs);
            assertEquals("7.8.9", theirs.getMethod("text").invoke(null));
        }
    }
}
