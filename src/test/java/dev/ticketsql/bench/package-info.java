/** What bin/bench measures: figures as ratios within one run, each beside the check that the answers were right. */
@NullMarked
package dev.ticketsql.bench;

import org.jspecify.annotations.NullMarked;
