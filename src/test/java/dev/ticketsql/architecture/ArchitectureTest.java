package dev.ticketsql.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Packages and the arrows between them, one way; each library in one package; circles and sizes within limits. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES = Packages.CLASSES;

    private static final int MAX_CLASSES_OF_A_PACKAGE = 45;

    private static final int MAX_CLASSES_OF_A_CIRCLE = 5;

    /** Each package, the least number of its top-level classes that must be seen, and the packages that it may use. */
    private static final List<Room> ROOMS = List.of(
            new Room("event", 15, ""),
            new Room("files", 5, "event"),
            new Room("api.page", 9, "event"),
            new Room("api", 28, "api.page files event"),
            new Room("mirror.directory", 17, "files event"),
            new Room("mirror.staging", 7, "mirror.directory event"),
            new Room("mirror.export", 8, "mirror.staging mirror.directory files event"),
            new Room("mirror", 40, "mirror.export mirror.staging mirror.directory files event"),
            new Room("sandbox.json", 3, ""),
            new Room("sandbox.http", 10, ""),
            new Room("sandbox.reference", 11, "sandbox.http sandbox.json"),
            new Room("sandbox.history", 32, "sandbox.json sandbox.reference"),
            new Room("sandbox", 22, "sandbox.history sandbox.reference sandbox.http sandbox.json"),
            new Room("schedule", 7, ""),
            new Room("reference", 10, "api api.page mirror mirror.directory event schedule"),
            new Room("account", 25, "api api.page mirror mirror.export sandbox reference files event schedule"),
            new Room("calcite.corrections", 6, ""),
            new Room("calcite.function", 10, ""),
            new Room("calcite.parser", 28, "calcite.function calcite.corrections"),
            new Room("calcite.range", 12, "event"),
            new Room("calcite.sql", 26, "calcite.function event schedule"),
            new Room("calcite.plan", 22, "calcite.sql calcite.range account reference mirror mirror.directory event"),
            new Room(
                    "calcite.execute",
                    20,
                    "calcite.plan calcite.sql calcite.range calcite.function account reference mirror"
                            + " mirror.directory event schedule"),
            new Room(
                    "calcite",
                    13,
                    "calcite.execute calcite.plan calcite.sql calcite.parser calcite.function calcite.corrections"
                            + " account reference mirror mirror.directory files event"),
            new Room("jdbc.message", 6, "calcite.parser event"),
            new Room("jdbc.value", 15, "calcite.parser event"),
            new Room("jdbc.metadata", 14, "calcite calcite.parser"),
            new Room("jdbc", 20, "jdbc.message jdbc.metadata jdbc.value calcite account event"),
            new Room("cli.print", 9, ""),
            new Room("cli.prompt", 14, "cli.print jdbc jdbc.message account event"),
            new Room("cli", 11, "cli.prompt jdbc jdbc.message account files"));

    private record Room(String name, int atLeast, String uses) {

        Set<String> mayUse() {
            return uses.isEmpty() ? Set.of() : Set.of(uses.split(" "));
        }
    }

    @Test
    void everyPackageIsNamedHereAndItsClassesAreReallySeen() {
        Map<String, Set<String>> classes = Packages.classesByPackage();
        assertEquals(ROOMS.stream().map(Room::name).collect(Collectors.toSet()), classes.keySet());
        assertAll(ROOMS.stream().map(room -> () -> {
            int seen = classes.getOrDefault(room.name(), Set.of()).size();
            assertTrue(seen >= room.atLeast(), "only " + seen + " classes of " + room.name());
        }));
    }

    @Test
    void arrowsBetweenPackagesRunOneWay() {
        Map<String, Set<String>> arrows = Packages.arrows();
        assertAll(ROOMS.stream().map(room -> () -> {
            Set<String> forbidden = new TreeSet<>(arrows.getOrDefault(room.name(), Set.of()));
            forbidden.removeAll(room.mayUse());
            assertEquals(Set.of(), forbidden, room.name() + " may not use them");
        }));
        slices().matching("dev.ticketsql.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackageHasMoreThan45Classes() {
        Map<String, Integer> large = new TreeMap<>();
        Packages.classesByPackage().forEach((name, classes) -> {
            if (classes.size() > MAX_CLASSES_OF_A_PACKAGE) {
                large.put(name, classes.size());
            }
        });
        assertEquals(Map.of(), large);
    }

    @Test
    void noCircleInsideAPackageHasMoreThanFiveClasses() {
        List<Set<String>> large = Circles.of(Packages.arrowsInsidePackages()).stream()
                .filter(circle -> circle.size() > MAX_CLASSES_OF_A_CIRCLE)
                .toList();
        assertEquals(List.of(), large);
    }

    @Test
    void aCircleOfThreeIsFoundAndWhatOnlyReachesItIsLeftOut() {
        Map<String, Set<String>> arrows =
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"));
        assertEquals(List.of(Set.of("a", "b", "c")), Circles.of(arrows));
    }

    @Test
    void onlyTheApiSpeaksHttpAndJson() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ticketsql.api..")
                .and()
                // Calcite reads model files by Jackson, whose failures quote secrets.
                .doNotHaveSimpleName("ModelErrors")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMirrorAndTheWriterOfItsSqlKnowDuckDb() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ticketsql.mirror..", "dev.ticketsql.calcite.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSqlPackagesAndTheDriverKnowCalcite() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ticketsql.calcite..", "dev.ticketsql.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    @Test
    void theMirrorCommandAndAccountsReachNoClassOfCalcite() {
        noClasses()
                .that()
                .resideInAPackage("dev.ticketsql.account..")
                .or()
                .haveFullyQualifiedName("dev.ticketsql.cli.MirrorCommand")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    @Test
    void parserFunctionsAndCorrectionsKnowCalciteAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.ticketsql.calcite.parser..",
                        "dev.ticketsql.calcite.function..",
                        "dev.ticketsql.calcite.corrections..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.apache.calcite..",
                        "dev.ticketsql.calcite.parser..",
                        "dev.ticketsql.calcite.function..",
                        "dev.ticketsql.calcite.corrections..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theSandboxNeedsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAPackage("dev.ticketsql.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.ticketsql.sandbox..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        noFields().that().areStatic().should().notBeFinal().check(CLASSES);
    }

    @Test
    void nothingPrintsToStandardOutput() {
        noClasses().should().accessField(System.class, "out").check(CLASSES);
    }
}
