package dev.ticketsql.calcite;

/** Stands in a plan for the windows that an execution finds by reading the other side of a join first. */
final class WindowKey {

    private final WindowsOfRows windows;

    WindowKey(WindowsOfRows windows) {
        this.windows = windows;
    }

    /** How they are found. */
    WindowsOfRows windows() {
        return windows;
    }
}
