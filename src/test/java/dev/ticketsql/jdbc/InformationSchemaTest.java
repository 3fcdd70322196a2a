package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ticketsql.testing.JdbcRows;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asks in SQL what there is. */
final class InformationSchemaTest extends ConnectionFixture {

    private List<String> rows(String sql, String... columns) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return JdbcRows.of(statement.executeQuery(sql), columns);
        }
    }

    @Test
    void itsTablesAreThoseOfMetadata() throws Exception {
        assertEquals(
                JdbcRows.of(
                        connection.getMetaData().getTables(null, null, null, null),
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "REMARKS"),
                rows(
                        "SELECT *, CASE WHEN table_schema = 'zendesk' THEN table_type END AS kind"
                                + " FROM information_schema.tables ORDER BY kind NULLS FIRST, table_schema, table_name",
                        "table_catalog",
                        "table_schema",
                        "table_name",
                        "table_comment"));
        assertEquals(
                List.of("BASE TABLE 18", "VIEW 17"),
                rows(
                        "SELECT table_type, COUNT(*) AS n FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = 'zendesk'"
                                + " GROUP BY table_type ORDER BY table_type",
                        "table_type",
                        "n"));
    }

    @Test
    void itsColumnsAreThoseOfMetadata() throws Exception {
        assertEquals(
                JdbcRows.of(
                        connection.getMetaData().getColumns(null, null, null, null),
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "COLUMN_NAME",
                        "ORDINAL_POSITION",
                        "IS_NULLABLE",
                        "CHAR_OCTET_LENGTH",
                        "NUM_PREC_RADIX",
                        "REMARKS"),
                rows(
                        "SELECT * FROM information_schema.columns ORDER BY table_schema, table_name, ordinal_position",
                        "table_schema",
                        "table_name",
                        "column_name",
                        "ordinal_position",
                        "is_nullable",
                        "character_octet_length",
                        "numeric_precision_radix",
                        "column_comment"));
    }

    @Test
    void typesAreNamedAsInPostgresql() throws Exception {
        assertEquals(
                List.of(
                        "id bigint 19 0 null",
                        "time timestamp without time zone null null 0",
                        "via character varying null null null",
                        "latitude double precision 15 null null"),
                rows(
                        "SELECT * FROM information_schema.columns WHERE table_name = 'ticket_events'"
                                + " AND column_name IN ('id', 'time', 'via', 'latitude') ORDER BY ordinal_position",
                        "column_name",
                        "data_type",
                        "numeric_precision",
                        "numeric_scale",
                        "datetime_precision"));
    }

    @Test
    void keysAreFoundByTheUsualJoin() throws Exception {
        assertEquals(
                List.of("ticket_comments event_id -> ticket_events id", "ticket_comments time -> ticket_events time"),
                rows(
                        "SELECT k.table_name || ' ' || k.column_name || ' -> ' || p.table_name || ' ' || p.column_name AS x"
                                + " FROM information_schema.referential_constraints r"
                                + " JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name"
                                + " JOIN information_schema.key_column_usage p"
                                + " ON p.constraint_name = r.unique_constraint_name"
                                + " AND p.ordinal_position = k.position_in_unique_constraint"
                                + " WHERE k.table_name = 'ticket_comments' ORDER BY k.ordinal_position",
                        "x"));
        assertEquals(
                List.of("FOREIGN KEY 11", "PRIMARY KEY 13"),
                rows(
                        "SELECT constraint_type, COUNT(*) AS n FROM information_schema.table_constraints"
                                + " GROUP BY constraint_type ORDER BY constraint_type",
                        "constraint_type",
                        "n"));
        assertEquals(
                List.of("information_schema", "zendesk"),
                rows("SELECT schema_name FROM information_schema.schemata ORDER BY 1", "schema_name"));
    }

    @Test
    void nothingIsWrittenToIt() {
        assertThrows(SQLException.class, () -> rows("DELETE FROM information_schema.tables", "x"));
    }
}
