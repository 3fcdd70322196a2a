package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions of DuckDB that lack what is called, and those that have it. */
final class EngineVersionTest {

    @ParameterizedTest
    @CsvSource({"v1.4.1, true", "v0.10.2, true", "1.1.3, true", "v2.0.0, false", "v2.1.0-dev12, false", "v10.0.0, false"
    })
    void anOlderDuckDbIsToldByItsFirstNumber(String version, boolean isOlder) {
        assertEquals(isOlder, Engine.isTooOld(version));
    }
}
