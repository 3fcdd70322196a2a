package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Credentials;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Credentials in everything that programs leave behind: the output of {@code bin/sqlline --verbose=true} and
 * {@code bin/mirror} with all loggers at their finest, stack traces, metadata and plans, files below the mirror, the
 * cache, the home and the directory of temporary files, arguments and environment of what the scripts start. The server
 * demands each kind of login, and repeats it in failures, in the encodings of error pages. Neither the secret is found,
 * encoded or not, nor eight characters of it.
 */
final class SecretsIT {

    private static final InstantSource CLOCK = InstantSource.system();

    private static final int PIECE = 8;

    private static final String COUNT = "SELECT COUNT(*) AS events FROM ticket_events";

    private static final List<String> QUESTIONS = List.of(
            COUNT,
            "EXPLAIN PLAN FOR " + COUNT,
            "SELECT * FROM api_requests",
            "SELECT * FROM mirror_windows",
            "SELECT CURRENT_USER, version()",
            "SHOW TABLES",
            "SELECT nothing",
            "SELECT * FROM information_schema.tables",
            COUNT + " WHERE \"time\" > TIMESTAMP '2025-13-01 00:00:00'",
            COUNT);

    @TempDir
    private Path directory;

    @Test
    void anOauthToken() throws Exception {
        String token = "Zx9+QaLm/43_tR~8w.Kd7-vPb2s=";
        ask(new Credentials.BearerToken(token), Map.of("ZENDESK_OAUTH_TOKEN", token), "oauthToken=" + token, token);
    }

    @Test
    void anOauthClientAndItsAccessToken() throws Exception {
        String secret = "q&Jw<7\"Kd5%b+ t8/Nz=Vx";
        ask(
                new Credentials.OAuthClient("reports", secret, Duration.ofMinutes(5)),
                Map.of("ZENDESK_CLIENT_ID", "reports", "ZENDESK_CLIENT_SECRET", secret),
                "clientId=reports;clientSecret='" + secret + "'",
                secret,
                "access-token-1",
                "access-token-2");
    }

    @Test
    void anApiToken() throws Exception {
        String token = "mK3dXw8vTq5uRz1pLs6nYb4c";
        ask(
                new Credentials.ApiToken("ann@example.com", token),
                Map.of("ZENDESK_EMAIL", "ann@example.com", "ZENDESK_API_TOKEN", token),
                "email=ann@example.com;apiToken=" + token,
                token,
                base64("ann@example.com/token:" + token));
    }

    @Test
    void aPassword() throws Exception {
        String password = "grün<Zw9&\"kVq/4+Lx%7B";
        ask(
                new Credentials.Password("ann@example.com", password),
                Map.of("ZENDESK_EMAIL", "ann@example.com", "ZENDESK_PASSWORD", password),
                "email=ann@example.com;password='" + password + "'",
                password,
                base64("ann@example.com:" + password));
    }

    private void ask(Credentials login, Map<String, String> environment, String options, String... secrets)
            throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Map<String, String> seen = new LinkedHashMap<>();
        SandboxOptions sandboxOptions = SandboxOptions.defaults(CLOCK)
                .withEventCount(300)
                .withEnd(Instant.parse("2026-01-01T00:00:00Z"))
                .withCredentials(login);
        try (Sandbox sandbox = Sandbox.start(sandboxOptions, CLOCK)) {
            Path logging = Files.writeString(directory.resolve("logging.properties"), """
                    handlers=java.util.logging.ConsoleHandler
                    java.util.logging.ConsoleHandler.level=ALL
                    .level=ALL
                    sun.net.level=INFO
                    jdk.level=INFO
                    java.level=INFO
                    javax.level=INFO
                    """);
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.put("ZENDESK_BASE_URL", sandbox.baseUrl().toString());
            all.put("HOME", home.toString());
            all.put("TICKETSQL_LOG", "trace");
            all.put("TICKETSQL_MIRROR", directory.resolve("mirror").toString());
            all.put(
                    "JAVA_OPTS",
                    "-Dx.sqlline.basedir=" + home + " -Duser.home=" + home + " -Djava.io.tmpdir=" + temporary
                            + " -Djava.util.logging.config.file=" + logging
                            + " -Dorg.slf4j.simpleLogger.defaultLogLevel=trace");
            for (Fault fault : faults(secrets)) {
                sandbox.inject(fault);
            }
            List<String> asked = new ArrayList<>(List.of("--verbose=true"));
            for (int fault = 0; fault < faults(secrets).size(); fault++) {
                asked.addAll(List.of("-e", COUNT));
            }
            QUESTIONS.forEach(question -> asked.addAll(List.of("-e", question)));
            run(seen, "sqlline", all, asked);
            assertTrue(
                    String.valueOf(seen.get("sqlline out")).contains("300"),
                    () -> "not logged in: " + seen.get("sqlline err"));

            Map<String, String> without = new LinkedHashMap<>(all);
            without.keySet().removeAll(environment.keySet());
            without.remove("ZENDESK_BASE_URL");
            sandbox.inject(faults(secrets).get(0));
            String url = "jdbc:ticketsql:baseUrl=" + sandbox.baseUrl() + ";mirror=none;" + options;
            run(
                    seen,
                    "sqlline with a URL",
                    without,
                    List.of("--verbose=true", "-u", url, "-e", COUNT, "-e", COUNT, "-e", "SELECT nothing"));

            sandbox.inject(faults(secrets).get(1).always());
            run(seen, "mirror verify", all, List.of("verify", "--against-api"));
        }
        files().forEach(file -> seen.put("file " + directory.relativize(file), read(file)));
        List<String> found = new ArrayList<>();
        seen.forEach((what, text) -> needles(secrets).stream()
                .filter(text::contains)
                .forEach(needle -> found.add(what + " has " + needle + " in: " + line(text, needle))));
        assertEquals(List.of(), found, () -> String.join("\n", found.subList(0, Math.min(20, found.size()))));
    }

    /** Answers that are final at the first attempt and repeat the request, as web servers and proxies do. */
    private static List<Fault> faults(String... secrets) {
        List<Fault> faults = new ArrayList<>();
        for (String secret : secrets) {
            String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
            String json = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
            String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            faults.add(Fault.text(403, "Authorization: Bearer " + secret + " refused"));
            faults.add(Fault.html(200, "<h1>Log in</h1> " + html + " " + url));
            faults.add(Fault.status(400, "{\"request\": {\"authorization\": \"" + json + "\"}}"));
            faults.add(Fault.status(200, "{\"ticket_events\": \"" + json + "\", \"end_of_stream\": true}"));
            faults.add(Fault.status(200, "{\"ticket_events\": [" + json + "]}"));
            faults.add(Fault.redirect(302, URI.create("http://127.0.0.1:1/login?token=" + url)));
            faults.add(Fault.text(403, base64(secret) + " " + url));
            if (secret.chars().allMatch(character -> character > ' ' && character < 127)) {
                faults.add(Fault.status(403, "{}", Map.of("x-request-id", secret)));
            }
        }
        return faults;
    }

    /** Runs a script; notes its output, and the arguments and the environment of all processes that it starts. */
    private void run(Map<String, String> seen, String what, Map<String, String> environment, List<String> arguments)
            throws Exception {
        Path script = CommandLine.PROJECT.resolve(what.startsWith("mirror") ? "bin/mirror" : "bin/sqlline");
        CommandLine command = CommandLine.of(script, directory.resolve("home"));
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            command = command.with(variable.getKey(), variable.getValue());
        }
        Path err = directory.resolve("err");
        Process process = command.start(ProcessBuilder.Redirect.to(err.toFile()), arguments.toArray(String[]::new));
        process.getOutputStream().close();
        Set<String> started = new LinkedHashSet<>();
        Thread watcher = new Thread(() -> watch(process, environment, arguments, started));
        watcher.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        watcher.join();
        seen.put(what + " out", out);
        seen.put(what + " err", Files.readString(err));
        seen.put(what + " processes", String.join("\n", started));
        Files.delete(err);
    }

    private static void watch(
            Process process, Map<String, String> environment, List<String> arguments, Set<String> started) {
        try {
            do {
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .forEach(each -> {
                            Path proc = Path.of("/proc", Long.toString(each.pid()));
                            // What the person gave stays where the person put it.
                            words(proc.resolve("cmdline"))
                                    .filter(word -> !arguments.contains(new String(
                                            word.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)))
                                    .forEach(started::add);
                            words(proc.resolve("environ"))
                                    .filter(word -> !environment.containsKey(word.split("=", 2)[0]))
                                    .forEach(started::add);
                        });
            } while (!process.waitFor(20, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<String> words(Path file) {
        try {
            return Arrays.stream(
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** The secrets in their encodings, and all pieces of eight characters; of tokens of the sandbox the whole. */
    private static Set<String> needles(String... secrets) {
        Set<String> needles = new LinkedHashSet<>();
        for (String secret : secrets) {
            List<String> forms = List.of(
                    secret,
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"),
                    secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                    new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                    base64(secret));
            for (String form : forms) {
                int piece = secret.startsWith("access-token-") ? form.length() : Math.min(PIECE, form.length());
                for (int start = 0; start + piece <= form.length(); start++) {
                    needles.add(form.substring(start, start + piece));
                }
            }
        }
        return needles;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String text, String needle) {
        int place = text.indexOf(needle);
        return text.substring(Math.max(0, place - 150), Math.min(text.length(), place + 50))
                .replace('\n', ' ');
    }
}
