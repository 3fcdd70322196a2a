/** The whole house from SQL to the sandbox's port: what comes out, and how many requests it took. */
@NullMarked
package dev.ticketsql.endtoend;

import org.jspecify.annotations.NullMarked;
