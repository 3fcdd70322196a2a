/** The whole driver from SQL to the sandbox's port: its answers, and the requests that they take. */
@NullMarked
package dev.ticketsql.endtoend;

import org.jspecify.annotations.NullMarked;
