/**
 * The kit of the tests: accounts without HTTP, assertions on rows and requests, clocks, events, and HSQLDB as oracle.
 */
@NullMarked
package dev.ticketsql.testing;

import org.jspecify.annotations.NullMarked;
