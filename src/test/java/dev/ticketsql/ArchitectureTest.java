package dev.ticketsql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms of the house and the arrows between them: one way, and every library in one room. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Generated from Calcite's grammar.
            .withImportOption(location -> !location.contains("/calcite/parser/impl/"))
            .importPackages("dev.ticketsql");

    @Test
    void theClassesUnderTestAreReallySeen() {
        assertTrue(CLASSES.size() >= 150, "only " + CLASSES.size() + " classes were seen");
    }

    @ParameterizedTest
    @CsvSource({"event, 10", "api, 35", "mirror, 45", "calcite, 60", "jdbc, 20", "sandbox, 60"})
    void everyRoomIsReallySeen(String room, int atLeast) {
        String name = "dev.ticketsql." + room;
        long seen = CLASSES.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(name + "."))
                .count();
        assertTrue(seen >= atLeast, "only " + seen + " classes of " + room + " were seen");
    }

    @Test
    void arrowsBetweenRoomsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.ticketsql..")
                .withOptionalLayers(true)
                .layer("event")
                .definedBy("dev.ticketsql.event..")
                .layer("api")
                .definedBy("dev.ticketsql.api..")
                .layer("mirror")
                .definedBy("dev.ticketsql.mirror..")
                .layer("sandbox")
                .definedBy("dev.ticketsql.sandbox..")
                .layer("calcite")
                .definedBy("dev.ticketsql.calcite..")
                .layer("jdbc")
                .definedBy("dev.ticketsql.jdbc..")
                .whereLayer("jdbc")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("calcite")
                .mayOnlyBeAccessedByLayers("jdbc")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("calcite")
                .whereLayer("mirror")
                .mayOnlyBeAccessedByLayers("calcite")
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("calcite")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("api", "mirror", "calcite", "jdbc")
                .check(CLASSES);
    }

    @Test
    void onlyTheApiRoomSpeaksHttpAndJson() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ticketsql.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMirrorAndWhoWritesItsSqlKnowDuckDb() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ticketsql.mirror..", "dev.ticketsql.calcite.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSqlRoomsKnowCalcite() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ticketsql.calcite..", "dev.ticketsql.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    @Test
    void theParserRoomKnowsCalciteAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.ticketsql.calcite.parser..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.apache.calcite..", "dev.ticketsql.calcite.parser..", "org.jspecify..")
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
