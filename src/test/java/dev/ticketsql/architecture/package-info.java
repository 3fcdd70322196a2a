/** The shape of the code: packages, arrows, circles, what users may call, and the drawing of it in the documents. */
@NullMarked
package dev.ticketsql.architecture;

import org.jspecify.annotations.NullMarked;
