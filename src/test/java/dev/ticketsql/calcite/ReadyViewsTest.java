package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.TestAccount;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The views as tables of a schema. What they answer: the tests beside it. */
final class ReadyViewsTest {

    @Test
    void everyViewIsListedWithItsColumnsAndNamedInAnyCase() throws Exception {
        try (TestAccount account = TestAccount.of(List.of())) {
            List<String> listed = new ArrayList<>();
            try (ResultSet views =
                    account.connection().getMetaData().getTables(null, "zendesk", "%", new String[] {"VIEW"})) {
                while (views.next()) {
                    listed.add(views.getString("TABLE_NAME"));
                }
            }
            assertEquals(
                    Arrays.stream(ReadyView.values())
                            .map(ReadyView::viewName)
                            .sorted()
                            .toList(),
                    listed.stream().sorted().toList());
            for (String view : listed) {
                account.sql("SELECT COUNT(*) FROM " + view.toUpperCase(Locale.ROOT))
                        .runsInTheEngine()
                        .returns("0");
            }
        }
    }
}
