/**
 * Rewrites a logical plan before it runs: pushes conditions down to scans, and marks dynamic filters and places where
 * first rows suffice. Knows nothing of how a plan is executed. Begin with
 * {@link dev.ticketsql.calcite.plan.PlanPipeline}, which lists the steps in their order.
 *
 * <pre>
 * calcite.execute -&gt; calcite.plan -&gt; {calcite.sql, calcite.range, account, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.plan;

import org.jspecify.annotations.NullMarked;
