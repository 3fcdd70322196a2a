package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of columns that a derived table leaves without one, as a tool refers to them around a query. */
final class DerivedTableLabelsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '^', textBlock = """
            SELECT "count" FROM (SELECT COUNT(*) FROM t) AS x              ¦ SELECT `count` FROM (SELECT COUNT(*) AS count FROM t) AS x
            SELECT 1 FROM (SELECT s, i + 1, MAX(i) OVER () FROM t) AS x    ¦ SELECT 1 FROM (SELECT s, (i + 1) AS ?column?, (MAX(i) OVER ()) AS max FROM t) AS x
            WITH w AS (SELECT s, COUNT(*) FROM t GROUP BY s) TABLE w       ¦ WITH w AS (SELECT s, COUNT(*) AS count FROM t GROUP BY s) SELECT * FROM w
            SELECT 1 FROM t JOIN (SELECT UPPER(s) FROM t) x ON TRUE        ¦ SELECT 1 FROM t INNER JOIN (SELECT UPPER(s) AS upper FROM t) AS x ON TRUE
            SELECT 1 FROM (SELECT i * 2 FROM t UNION ALL SELECT 2) AS x    ¦ SELECT 1 FROM (SELECT (i * 2) AS ?column? FROM t UNION ALL SELECT 2) AS x
            """)
    void aDerivedTableHasTheLabelsOfItsQuery(String query, String standard) throws Exception {
        assertEquals(standard, PlannedSql.query(query));
    }

    /** Calcite refuses a star over two columns of one name, and what a star has is not known yet. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '^', textBlock = """
            SELECT * FROM (SELECT COUNT(*), COUNT(s) FROM t) AS x          ¦ SELECT * FROM (SELECT COUNT(*), COUNT(s) FROM t) AS x
            SELECT * FROM (SELECT LOWER(s) AS "Upper", UPPER(s) FROM t) AS x ¦ SELECT * FROM (SELECT LOWER(s) AS `Upper`, UPPER(s) FROM t) AS x
            SELECT * FROM (SELECT *, UPPER(s) FROM t) AS x                 ¦ SELECT * FROM (SELECT *, UPPER(s) FROM t) AS x
            SELECT i IN (SELECT MAX(i) FROM t), COUNT(*) FROM t GROUP BY 1 ¦ SELECT (i IN (SELECT MAX(i) FROM t)), COUNT(*) FROM t GROUP BY 1
            """)
    void columnsOfOneNameBesideAStarAndOutsideFromStayWithoutAName(String query, String standard) throws Exception {
        assertEquals(standard, PlannedSql.query(query));
    }
}
