package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.json.JsonWriter;

/** The value of a ticket's field. */
sealed interface Value {

    /** A string. */
    record Text(String text) implements Value {
        @Override
        public void writeTo(JsonWriter json) {
            json.value(text);
        }
    }

    /** A whole number, as every id but the organization's. */
    record Whole(long number) implements Value {
        @Override
        public void writeTo(JsonWriter json) {
            json.value(number);
        }
    }

    /** A check box. */
    record Flag(boolean checked) implements Value {
        @Override
        public void writeTo(JsonWriter json) {
            json.value(checked);
        }
    }

    /** No value, null in JSON. */
    record Unset() implements Value {
        @Override
        public void writeTo(JsonWriter json) {
            json.nullValue();
        }
    }

    /** See {@link Unset}. */
    Value UNSET = new Unset();

    /** Writes the value as JSON. */
    void writeTo(JsonWriter json);

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(boolean checked) {
        return new Flag(checked);
    }
}
