/**
 * From a condition on time to the seconds that it accepts: comparisons, calendar fields, text and arithmetic over an
 * event's instant. Always a superset. Knows nothing of plans or of where events come from. Begin with
 * {@link dev.ticketsql.calcite.range.ConditionRanges}.
 *
 * <pre>
 * calcite.plan -&gt; calcite.range -&gt; event
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.range;

import org.jspecify.annotations.NullMarked;
