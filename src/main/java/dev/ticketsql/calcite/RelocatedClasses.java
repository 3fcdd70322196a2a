package dev.ticketsql.calcite;

import org.apache.calcite.schema.SchemaFactory;

/**
 * Names of libraries' classes inside the single jar, which has them below a package of its own. A text that begins as
 * such a name does is relocated with the classes, so no such text may stand here.
 */
public final class RelocatedClasses {

    /** What stands before the usual names; nothing where Calcite has its usual name. */
    private static final String PREFIX = SchemaFactory.class
            .getName()
            .substring(0, SchemaFactory.class.getName().lastIndexOf("org."));

    private RelocatedClasses() {}

    /** Returns whether this is the single jar. */
    public static boolean areHere() {
        return !PREFIX.isEmpty();
    }

    /**
     * Finds the present name of a class.
     *
     * @param name its usual name, maybe with {@code #} and a field behind it
     */
    static String nameOf(String name) {
        return areHere() && exists(PREFIX + name) ? PREFIX + name : name;
    }

    /** Returns whether there is a class of that name, and it is of {@code type} under its present name. */
    static boolean isOf(String name, Class<?> type) {
        try {
            return type.isAssignableFrom(Class.forName(withoutField(name), false, type.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            // A class that was made for the usual name of the type cannot be linked.
            return false;
        }
    }

    private static boolean exists(String name) {
        try {
            Class.forName(withoutField(name), false, RelocatedClasses.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String withoutField(String name) {
        int field = name.indexOf('#');
        return field < 0 ? name : name.substring(0, field);
    }
}
