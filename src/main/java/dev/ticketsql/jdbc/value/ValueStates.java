package dev.ticketsql.jdbc.value;

/** States of failures about values. */
public final class ValueStates {

    /** Standard state: a value of the wrong type. */
    public static final String OTHER_TYPE = "22018";

    /** Standard state: a number out of range. */
    public static final String OUT_OF_RANGE = "22003";

    /** Standard state: a call that is not supported. */
    static final String UNSUPPORTED = "0A000";

    private ValueStates() {}
}
