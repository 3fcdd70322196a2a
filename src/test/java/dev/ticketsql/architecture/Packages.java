package dev.ticketsql.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads packages, their top-level classes and the arrows between both from bytecode. */
final class Packages {

    static final String ROOT = "dev.ticketsql.";

    /** Without the parser that is generated from Calcite's grammar. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/calcite/parser/impl/"))
            .importPackages("dev.ticketsql");

    private Packages() {}

    /** For each package, such as {@code calcite.plan}, the names of its top-level classes. */
    static Map<String, Set<String>> classesByPackage() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (!type.getSimpleName().equals("package-info")) {
                all.computeIfAbsent(packageOf(type), name -> new TreeSet<>()).add(topLevel(type));
            }
        }
        return all;
    }

    /** For each package the packages that its classes use. */
    static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Set<String> targets = all.computeIfAbsent(packageOf(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && !packageOf(target).equals(packageOf(type))) {
                    targets.add(packageOf(target));
                }
            }
        }
        return all;
    }

    /** For each top-level class the top-level classes of the same package that it uses. */
    static Map<String, Set<String>> arrowsInsidePackages() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            Set<String> targets = all.computeIfAbsent(topLevel(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target)
                        && packageOf(target).equals(packageOf(type))
                        && !topLevel(target).equals(topLevel(type))) {
                    targets.add(topLevel(target));
                }
            }
        }
        return all;
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
                && !type.getPackageName().contains(".impl")
                && CLASSES.contain(type.getName());
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
