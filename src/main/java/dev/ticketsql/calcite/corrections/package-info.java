/**
 * Corrections of errors in stock Calcite. The tests of this package show for each that stock Calcite is still wrong; a
 * correction goes when its test fails. Knows Calcite alone. Begin with
 * {@link dev.ticketsql.calcite.corrections.CorrectedRules}.
 *
 * <pre>
 * {calcite, calcite.parser} -&gt; calcite.corrections -&gt; Calcite
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.corrections;

import org.jspecify.annotations.NullMarked;
