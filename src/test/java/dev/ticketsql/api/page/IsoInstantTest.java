package dev.ticketsql.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instants in the form that Zendesk writes, and in other forms of ISO-8601. */
@Tag("time-zones")
final class IsoInstantTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
            2026-01-31T12:34:56Z      | 1769862896
            1970-01-01T00:00:00Z      | 0
            1969-12-31T23:59:59Z      | -1
            2024-02-29T23:59:59Z      | 1709251199
            9999-12-31T23:59:59Z      | 253402300799
            2026-01-31T12:34:56+01:00 | 1769859296
            2026-01-31T12:34:56.5Z    | 1769862896
            2026-01-31T12:34Z         | 1769862840
            2026-02-29T00:00:00Z      | NULL
            2026-13-01T00:00:00Z      | NULL
            2026-01-31T24:00:00Z      | NULL
            2026-01-31T12:60:00Z      | NULL
            2026-01-31T12:34:60Z      | NULL
            2026-01-31 12:34:56Z      | NULL
            2026-01-31T12:34:56       | NULL
            2026-01-31T12:34:5xZ      | NULL
            """)
    void anInstantIsReadAndATextThatIsNoneIsNot(String text, @Nullable Long second) {
        assertEquals(Optional.ofNullable(second), IsoInstant.parse(text).map(Instant::getEpochSecond));
    }
}
