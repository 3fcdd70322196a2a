/**
 * From a statement's text to a tree that Calcite validates: PostgreSQL's grammar, the spellings of other dialects,
 * names and types. Knows nothing of accounts or events. Begin with
 * {@link dev.ticketsql.calcite.parser.LenientParserFactory} and
 * {@link dev.ticketsql.calcite.parser.PostgresSyntaxRewriter}.
 *
 * <pre>
 * {calcite, jdbc.message} -&gt; calcite.parser -&gt; {calcite.function, calcite.corrections}
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.parser;

import org.jspecify.annotations.NullMarked;
