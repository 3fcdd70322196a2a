package dev.ticketsql.calcite;

import java.util.Objects;
import org.apache.calcite.config.CalciteSystemProperty;

/** Start of Calcite in this class loader, before anything else of Calcite is used. */
public final class CalciteStart {

    static {
        readProperties();
    }

    private CalciteStart() {}

    /** Starts Calcite, unless it has been started. */
    public static void once() {}

    /**
     * Calcite looks for its properties in the context class loader, which in a tool is the tool's, and would take texts
     * for Latin-1 without them.
     */
    private static void readProperties() {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(CalciteStart.class.getClassLoader());
        try {
            Objects.requireNonNull(CalciteSystemProperty.DEFAULT_CHARSET.value());
        } finally {
            thread.setContextClassLoader(context);
        }
    }
}
