/** The shape of the code: packages, arrows, circles, the public API, and their drawing in the documents. */
@NullMarked
package dev.ticketsql.architecture;

import org.jspecify.annotations.NullMarked;
