/**
 * Corrections of what stock Calcite gets wrong and a statement still needs. {@code CalciteCorrectionsTest} shows for
 * each that stock Calcite is still wrong; a correction goes when its test fails. Knows Calcite alone.
 *
 * <pre>
 * {calcite, calcite.parser} -&gt; calcite.corrections -&gt; Calcite
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.corrections;

import org.jspecify.annotations.NullMarked;
