package dev.ticketsql.cli.prompt;

/** The terminal around the program, if there is one. */
public interface Surroundings {

    /** True if a person types. */
    boolean isInteractive();

    /** True if a person watches the results, also those of a script. */
    boolean isWatched();

    /** True if the terminal shows styles, and the person wants them. */
    boolean isStyled();

    /** True if the terminal can erase what it shows. */
    boolean isErasable();

    /** Columns of the terminal at this moment; {@link Integer#MAX_VALUE} without a terminal. */
    int width();
}
