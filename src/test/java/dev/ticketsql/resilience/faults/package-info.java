/**
 * The fault campaign: seeded schedules of faults over real histories, with an oracle that knows nothing of the mirror.
 * Begin with {@link dev.ticketsql.resilience.faults.FaultCampaignTest}; a kind of fault is a constant of
 * {@link dev.ticketsql.resilience.faults.FaultKind}.
 */
@NullMarked
package dev.ticketsql.resilience.faults;

import org.jspecify.annotations.NullMarked;
