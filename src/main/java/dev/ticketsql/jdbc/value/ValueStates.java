package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;

/** States of failures about values. */
public final class ValueStates {

    /** Standard state: a value of the wrong type. */
    public static final String OTHER_TYPE = ErrorKind.OTHER_TYPE.sqlState();

    /** Standard state: a number out of range. */
    public static final String OUT_OF_RANGE = ErrorKind.NUMBER_TOO_LARGE.sqlState();

    /** Standard state: a call that is not supported. */
    static final String UNSUPPORTED = ErrorKind.UNSUPPORTED.sqlState();

    private ValueStates() {}
}
