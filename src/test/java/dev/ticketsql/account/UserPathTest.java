package dev.ticketsql.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The home directory of a user, below which mirror and history lie. */
@DisabledOnOs(OS.WINDOWS)
final class UserPathTest {

    @Test
    void homeIsWhatTheEnvironmentSays() {
        assertEquals(Optional.of(Path.of("/data/ann")), UserPath.home(Map.of("HOME", "/data/ann")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ann"})
    void aHomeThatIsNoAbsolutePathCountsAsNone(String home) {
        assertEquals(Optional.of(Path.of(System.getProperty("user.home"))), UserPath.home(Map.of("HOME", home)));
    }
}
