package dev.ticketsql.correctness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A piece of a generated query: text with places for smaller pieces, in our dialect and, if they have words for it, in
 * HSQLDB's and in PostgreSQL's. Being a tree, it can be made smaller piece by piece. Immutable.
 *
 * @param kind its kind; a piece can stand in the place of any other of its kind
 * @param ours the text, in which {@code {0}} stands for the first part; the separator of a list
 * @param hsqldb the same for HSQLDB, empty if it has no words for it
 * @param postgres the same for PostgreSQL, empty if it has no words for it
 * @param parts the smaller pieces
 * @param extreme whether its numbers reach the ends of 64 bits, where arithmetic overflows
 */
record RandomSql(
        Kind kind,
        String ours,
        Optional<String> hsqldb,
        Optional<String> postgres,
        List<RandomSql> parts,
        boolean extreme) {

    /** The kinds of pieces of SQL. */
    enum Kind {
        INTEGER,
        TEXT,
        DOUBLE,
        DECIMAL,
        TRUTH,
        TIMESTAMP,
        DATE,
        /** A piece that can be left out. */
        CLAUSE,
        /** Pieces of which all but one can be left out. */
        LIST,
        QUERY,
        OTHER
    }

    /** A part of a template. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

    /** Nothing at all, where a clause may be. */
    static final RandomSql NOTHING = of(Kind.OTHER, "");

    RandomSql {
        parts = List.copyOf(parts);
    }

    /** A piece that is spelled alike in all dialects. */
    static RandomSql of(Kind kind, String template, RandomSql... parts) {
        boolean extreme = Stream.of(parts).anyMatch(RandomSql::extreme);
        return new RandomSql(kind, template, Optional.of(template), Optional.of(template), List.of(parts), extreme);
    }

    /** Pieces with {@code separator} between them. */
    static RandomSql list(String separator, List<RandomSql> parts) {
        return new RandomSql(Kind.LIST, separator, Optional.of(separator), Optional.of(separator), parts, false);
    }

    /** The same with a spelling of its own for HSQLDB. */
    RandomSql inHsqldb(String template) {
        return new RandomSql(kind, ours, Optional.of(template), postgres, parts, extreme);
    }

    /** The same, which HSQLDB cannot be asked. */
    RandomSql notInHsqldb() {
        return new RandomSql(kind, ours, Optional.empty(), postgres, parts, extreme);
    }

    /** The same with a spelling of its own for PostgreSQL. */
    RandomSql inPostgres(String template) {
        return new RandomSql(kind, ours, hsqldb, Optional.of(template), parts, extreme);
    }

    /** The same, which PostgreSQL cannot be asked. */
    RandomSql notInPostgres() {
        return new RandomSql(kind, ours, hsqldb, Optional.empty(), parts, extreme);
    }

    /** The same, which HSQLDB is not asked where numbers may overflow: it widens. */
    RandomSql computed() {
        return extreme ? notInHsqldb() : this;
    }

    /** The same, with numbers that arithmetic overflows on. */
    RandomSql asExtreme() {
        return new RandomSql(kind, ours, hsqldb, postgres, parts, true);
    }

    /** The text in our dialect. */
    String text() {
        return filled(ours, parts.stream().map(RandomSql::text).toList());
    }

    /** The text in HSQLDB's dialect; empty if some piece of it cannot be said there. */
    Optional<String> hsqldbText() {
        return text(RandomSql::hsqldb);
    }

    /** The text in PostgreSQL's dialect; empty if some piece of it cannot be said there. */
    Optional<String> postgresText() {
        return text(RandomSql::postgres);
    }

    private Optional<String> text(Function<RandomSql, Optional<String>> dialect) {
        List<String> texts = new ArrayList<>();
        for (RandomSql part : parts) {
            Optional<String> text = part.text(dialect);
            if (text.isEmpty()) {
                return text;
            }
            texts.add(text.orElseThrow());
        }
        return dialect.apply(this).map(template -> filled(template, texts));
    }

    private String filled(String template, List<String> texts) {
        if (kind == Kind.LIST) {
            return String.join(template, texts);
        }
        return texts.isEmpty()
                ? template
                : PLACE.matcher(template)
                        .replaceAll(place -> Matcher.quoteReplacement(texts.get(Integer.parseInt(place.group(1)))));
    }

    /** The length of the text, which shrinking reduces. */
    int length() {
        return text().length();
    }

    /** Every way to leave out one thing, the large ones first. */
    Stream<RandomSql> smaller() {
        Stream<RandomSql> whole = switch (kind) {
            case CLAUSE -> Stream.of(NOTHING);
            case LIST -> parts.size() < 2 ? Stream.empty() : indices().map(this::without);
            case OTHER -> Stream.empty();
            default -> parts.stream().filter(part -> part.kind == kind);
        };
        Stream<RandomSql> inside =
                indices().flatMap(index -> parts.get(index).smaller().map(part -> with(index, part)));
        return Stream.concat(whole, inside);
    }

    private Stream<Integer> indices() {
        return IntStream.range(0, parts.size()).boxed();
    }

    private RandomSql without(int index) {
        List<RandomSql> fewer = new ArrayList<>(parts);
        fewer.remove(index);
        return new RandomSql(kind, ours, hsqldb, postgres, fewer, extreme);
    }

    private RandomSql with(int index, RandomSql part) {
        List<RandomSql> others = new ArrayList<>(parts);
        others.set(index, part);
        return new RandomSql(kind, ours, hsqldb, postgres, others, extreme);
    }
}
