/** The measurements of bin/bench: ratios within one run, each beside a check that the answers were right. */
@NullMarked
package dev.ticketsql.bench;

import org.jspecify.annotations.NullMarked;
