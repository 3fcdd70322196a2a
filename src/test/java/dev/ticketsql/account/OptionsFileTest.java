package dev.ticketsql.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.api.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options from a file: what it may hold, who may read it, and what wins over it. */
final class OptionsFileTest {

    @TempDir
    private Path directory;

    @Test
    void aFileGivesWhatNothingElseGives() throws IOException {
        Path file = file("""
                # the account
                subdomain = acme
                user: ann@example.com
                apiToken=geh\\
                  eim
                pageSize=100
                """);
        OptionValues values = OptionValues.of(Map.of("optionsFile", file.toString(), "pageSize", "50"));
        Settings settings = settings(values, Map.of("TICKETSQL_PAGE_SIZE", "7", "TICKETSQL_SINCE", "5"));

        assertEquals("acme.zendesk.com", settings.variant());
        assertEquals(new Credentials.ApiToken("ann@example.com", "geheim"), settings.credentials());
        assertEquals(50, settings.pageSize());
        assertEquals(5, settings.sinceSec());
    }

    @Test
    void theFileWinsOverTheEnvironmentWhichMayNameIt() throws IOException {
        Path file = file("subdomain=acme\noauthToken=of-file\nmaxRequests=3\n");
        Settings settings = settings(
                OptionValues.of(Map.of()),
                Map.of(
                        "TICKETSQL_OPTIONS_FILE", file.toString(),
                        "ZENDESK_BASE_URL", "https://other.example",
                        "ZENDESK_EMAIL", "bob@example.com",
                        "ZENDESK_PASSWORD", "of-environment",
                        "TICKETSQL_MAX_REQUESTS", "9"));
        assertEquals("acme.zendesk.com", settings.variant());
        assertEquals(new Credentials.Bearer("of-file"), settings.credentials());
        assertEquals(3, settings.maxRequests().orElseThrow());
    }

    @Test
    void anEmailMayStandInTheUrlAndItsSecretInTheFile() throws IOException {
        Path file = file("subdomain=acme\napiToken=geheim\n");
        assertEquals(
                new Credentials.ApiToken("ann@example.com", "geheim"),
                settings(OptionValues.of(Map.of("optionsFile", file.toString(), "email", "ann@example.com")), Map.of())
                        .credentials());
    }

    @Test
    void theSecretOfAnotherPersonIsNeverTaken() throws IOException {
        Path file = file("subdomain=acme\nemail=bob@example.com\napiToken=of-bob\n");
        OptionValues values = OptionValues.of(Map.of("optionsFile", file.toString(), "user", "ann@example.com"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> settings(values, Map.of()));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("option email is given without apiToken or password"),
                refused.getMessage());
        assertEquals(
                new Credentials.Password("ann@example.com", "of-ann"),
                settings(
                                OptionValues.of(Map.of(
                                        "optionsFile", file.toString(),
                                        "user", "ann@example.com",
                                        "password", "of-ann")),
                                Map.of())
                        .credentials());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
    void aFileThatOthersCanReadOrWriteIsRefused(String permissions) throws IOException {
        Path file = file("subdomain=acme\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertEquals(
                "optionsFile " + file + " can be read or written by others than its owner, and may hold secrets; close"
                        + " it with chmod 600",
                refusal(file));
    }

    @Test
    void aLinkIsAsPrivateAsItsFile() throws IOException {
        Path file = file("subdomain=acme\n");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertEquals(Optional.of("acme"), new OptionsFile(link).values().get(Option.SUBDOMAIN));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(refusal(link).contains("chmod 600"), refusal(link));
    }

    @Test
    void aFileSystemWithoutSuchPermissionsIsRead() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("options.zip"), Map.of("create", "true"))) {
            Path file = Files.writeString(zip.getPath("/options"), "subdomain=acme\n");
            assertEquals(Optional.of("acme"), new OptionsFile(file).values().get(Option.SUBDOMAIN));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    subdomain=acme~~geheim          | , line 3, names no option that a file may have; write name=value with one of: subdomain,
                    # a~geheim=x                    | , line 2, names no option that a file may have; write name=value with one of: subdomain,
                    optionsFile=/geheim             | , line 1, names no option that a file may have; write name=value with one of: subdomain,
                    lex=JAVA                        | , line 1, names no option that a file may have; write name=value with one of: subdomain,
                    apiToken=a\\~b~APITOKEN=geheim  | , line 3, gives apiToken again, after line 1; keep one of them
                    user=a~email=geheim             | , line 2, gives email again, after line 1; keep one of them
                    apiToken=geheim\\u00zz          | , line 1, has a \\ that begins nothing; write it twice for itself
                    """)
    void aMistakeIsNamedByItsLineAndNothingOfItIsRepeated(String text, String problem) throws IOException {
        Path file = file(text.replace('~', '\n'));
        String message = refusal(file);
        assertTrue(message.startsWith("optionsFile " + file + problem), message);
        assertFalse(message.contains("geheim"), message);
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path missing = directory.resolve("missing");
        assertEquals("optionsFile " + missing + " does not exist", refusal(missing));
        assertEquals(
                "optionsFile " + directory + " is not a file; name a file of name=value lines", refusal(directory));
        Path latin = Files.write(directory.resolve("latin"), "clientId=\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        Files.setPosixFilePermissions(latin, PosixFilePermissions.fromString("rw-------"));
        assertEquals("optionsFile " + latin + " is not in UTF-8; save it in that encoding", refusal(latin));
    }

    @Test
    void aRelativePathIsOfTheWorkingDirectoryAndATildeOfTheHome() {
        assertEquals(
                Optional.of(Path.of("").toAbsolutePath().resolve("desk.properties")), UserPath.of("./desk.properties"));
        assertEquals(UserPath.home(System.getenv()).map(home -> home.resolve("desk")), UserPath.of("~/desk"));
        assertEquals(Optional.empty(), UserPath.of("a\0b"));
    }

    @Test
    void anEditorsMarkOfUtf8IsNoPartOfTheFirstName() throws IOException {
        assertEquals(
                Optional.of("acme"),
                new OptionsFile(file("\uFEFFsubdomain=acme")).values().get(Option.SUBDOMAIN));
    }

    private Path file(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("desk.properties"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Settings settings(OptionValues values, Map<String, String> environment) {
        return Settings.of(values.completed(environment), environment);
    }

    private static String refusal(Path file) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> new OptionsFile(file).values())
                .getMessage());
    }
}
