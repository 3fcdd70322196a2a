package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/** SchemaCrawler: everything that it asks of the metadata, as data catalogs and tools that draw schemas do. */
@Tag("clients")
final class SchemaCrawlerTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    private final Catalog catalog = crawl();

    private static Catalog crawl() {
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                        .toOptions())
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(Pattern.compile(".*zendesk"))
                        .includeAllRoutines()
                        .toOptions());
        return SchemaCrawlerUtility.getCatalog(DatabaseConnectionSources.fromDataSource(DESK.dataSource()), options);
    }

    private Table table(String name) {
        return catalog.getTables().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itFindsEveryTableAndView() {
        Map<String, String> types = catalog.getTables().stream()
                .collect(Collectors.toMap(
                        Table::getName,
                        table -> table.getTableType().getTableType(),
                        (one, other) -> one,
                        TreeMap::new));
        assertEquals("TABLE", types.get("ticket_events"), types::toString);
        assertEquals("TABLE", types.get("ticket_field_changes"), types::toString);
        assertEquals("TABLE", types.get("ticket_comments"), types::toString);
        assertEquals("VIEW", types.get("ticket_status_intervals"), types::toString);
    }

    @Test
    void itFindsTheColumnsInTheirOrderWithTheirTypes() {
        assertEquals(
                List.of(
                        "id BIGINT NOT NULL",
                        "ticket_id BIGINT",
                        "time TIMESTAMP NOT NULL",
                        "start_time BIGINT NOT NULL"),
                table("ticket_events").getColumns().stream()
                        .limit(4)
                        .map(SchemaCrawlerTest::declaration)
                        .toList());
    }

    private static String declaration(Column column) {
        return column.getName() + " " + column.getColumnDataType().getName() + (column.isNullable() ? "" : " NOT NULL");
    }

    @Test
    void itFindsThePrimaryKey() {
        assertEquals(
                List.of("id", "time"),
                table("ticket_events").getPrimaryKey().getConstrainedColumns().stream()
                        .map(Column::getName)
                        .toList());
    }

    @Test
    void itFindsTheForeignKeysToTheEvents() {
        for (String name : List.of("ticket_field_changes", "ticket_comments")) {
            ForeignKey key = table(name).getImportedForeignKeys().iterator().next();
            assertEquals("ticket_events", key.getReferencedTable().getName());
            assertEquals(
                    "event_id=id, time=time",
                    key.getColumnReferences().stream()
                            .map(pair -> pair.getForeignKeyColumn().getName() + "="
                                    + pair.getPrimaryKeyColumn().getName())
                            .collect(Collectors.joining(", ")));
        }
    }

    @Test
    void itFindsADescriptionOfEveryTableAndColumn() {
        for (Table table : catalog.getTables()) {
            assertTrue(table.hasRemarks(), table::getFullName);
            for (Column column : table.getColumns()) {
                assertTrue(column.hasRemarks(), column::getFullName);
            }
        }
    }

    @Test
    void itReadsTheDriverAndTheDatabase() {
        assertEquals("TicketSQL", catalog.getDatabaseInfo().getDatabaseProductName());
        assertTrue(catalog.getJdbcDriverInfo().getDriverName().contains("TicketSQL"));
    }
}
