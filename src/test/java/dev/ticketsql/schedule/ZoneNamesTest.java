package dev.ticketsql.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of time zones that Zendesk's API has: those of Rails, and those of the IANA database. */
final class ZoneNamesTest {

    static Iterable<String> names() {
        return ZoneNames.all().keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameOfRailsIsAZoneOfThisJava(String name) {
        assertEquals(Optional.of(ZoneId.of(ZoneNames.all().getOrDefault(name, ""))), ZoneNames.zone(name));
    }

    @Test
    void allNamesOfRailsAreThere() {
        assertEquals(151, ZoneNames.all().size());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            Berlin, +01:00
            Pacific Time (US & Canada), -08:00
            Eastern Time (US & Canada), -05:00
            Indiana (East), -05:00
            UTC, Z
            Kyiv, +02:00
            Nuku'alofa, +13:00
            Chennai, +05:30
            International Date Line West, -12:00
            St. Petersburg, +03:00
            Sydney, +11:00
            Europe/Lisbon, Z
            Asia/Kolkata, +05:30
            """)
    void aNameHasTheOffsetOfItsPlaceInJanuary(String name, String offset) {
        ZoneId zone = ZoneNames.zone(name).orElseThrow();
        assertEquals(
                offset,
                zone.getRules()
                        .getOffset(LocalDateTime.parse("2026-01-15T12:00:00"))
                        .getId());
    }

    @ParameterizedTest
    @CsvSource({"Atlantis", "berlin", "''", "Europe/Nowhere"})
    void anyOtherNameIsNone(String name) {
        assertEquals(Optional.empty(), ZoneNames.zone(name));
    }
}
