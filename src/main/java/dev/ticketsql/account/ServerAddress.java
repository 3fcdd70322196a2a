package dev.ticketsql.account;

import dev.ticketsql.api.ShownAddress;
import dev.ticketsql.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Address of an account: a server, or a sandbox in this process. */
sealed interface ServerAddress {

    /** The account's unique name, fit for a directory. */
    String account();

    /**
     * The mirrors of this account below {@code directory}, of all variants: {@link Settings#variant} is the account's
     * name, alone or with a suffix after a plus, which no account's name holds.
     *
     * @throws IOException if the directory cannot be read
     */
    default List<Path> variants(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> mirrors = Files.list(directory)) {
            return mirrors.filter(Files::isDirectory)
                    .filter(mirror -> {
                        String name = mirror.getFileName().toString();
                        return name.equals(account()) || name.startsWith(account() + "+");
                    })
                    .sorted()
                    .toList();
        }
    }

    /** A server that speaks the API. */
    record Remote(URI baseUrl) implements ServerAddress {

        private static final Pattern HTTPS_PORT = Pattern.compile(":443$");

        @Override
        public String account() {
            String authority = baseUrl.getRawAuthority().toLowerCase(Locale.ROOT);
            String path = baseUrl.getRawPath().replaceFirst("/+$", "");
            String host = baseUrl.getScheme().equalsIgnoreCase("https")
                    ? HTTPS_PORT.matcher(authority).replaceFirst("")
                    : authority;
            return URLEncoder.encode(host + path, StandardCharsets.UTF_8);
        }
    }

    /**
     * A sandbox in this process, which connections with the same options share.
     *
     * @param options the sandbox's own, by name
     */
    record Embedded(Map<String, String> options) implements ServerAddress {

        /** Keeps a sorted copy: the order in a URL means nothing. */
        public Embedded {
            options = new TreeMap<>(options);
        }

        @Override
        public String account() {
            return SANDBOX + options;
        }
    }

    /** The scheme of an embedded sandbox's URL, {@code sandbox:?events=100000&seed=1}. */
    String SANDBOX = "sandbox:";

    /** The address that {@code subdomain} or {@code baseUrl} names. */
    static ServerAddress of(OptionReader options) {
        Optional<String> subdomain = options.text(Option.SUBDOMAIN);
        Optional<String> baseUrl = options.text(Option.BASE_URL);
        if (subdomain.isPresent() && baseUrl.isPresent()) {
            // The address is not repeated: it may hold a password, which is refused only when it is read.
            throw new IllegalArgumentException("options subdomain ('" + ShownAddress.of(subdomain.get())
                    + "') and baseUrl both name the account; give one of them");
        }
        if (subdomain.isPresent()) {
            return ofSubdomain(subdomain.get());
        }
        return ofBaseUrl(baseUrl.orElseThrow(() -> new IllegalArgumentException("no account is named: give option"
                + " subdomain or baseUrl (environment: ZENDESK_SUBDOMAIN, ZENDESK_BASE_URL), or"
                + " baseUrl=sandbox:?events=100000&seed=1 to try it without an account")));
    }

    private static ServerAddress ofSubdomain(String subdomain) {
        if (!subdomain.matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")) {
            throw OptionReader.malformed(
                    Option.SUBDOMAIN, subdomain, "the account's name alone, as acme for https://acme.zendesk.com");
        }
        return new Remote(URI.create("https://" + subdomain.toLowerCase(Locale.ROOT) + ".zendesk.com"));
    }

    private static ServerAddress ofBaseUrl(String baseUrl) {
        if (baseUrl.startsWith(SANDBOX)) {
            return embedded(baseUrl);
        }
        try {
            return new Remote(new URI(baseUrl));
        } catch (URISyntaxException e) {
            throw OptionReader.malformed(
                    Option.BASE_URL,
                    baseUrl,
                    "the address of a server, as https://acme.zendesk.com, or sandbox:?events=100000&seed=1");
        }
    }

    /** Refuses a wrong option now, not at the first statement. */
    private static ServerAddress embedded(String sandboxUrl) {
        Map<String, String> options = query(sandboxUrl);
        try {
            SandboxOptions.parse(options, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option baseUrl is '" + ShownAddress.of(sandboxUrl) + "': " + e.getMessage(), e);
        }
        return new Embedded(options);
    }

    private static Map<String, String> query(String sandboxUrl) {
        String query = sandboxUrl.substring(SANDBOX.length()).replaceFirst("^\\?", "");
        Map<String, String> options = new TreeMap<>();
        Arrays.stream(query.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw OptionReader.malformed(
                        Option.BASE_URL, sandboxUrl, "written as sandbox:?events=100000&seed=1, names with values");
            }
            try {
                options.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw OptionReader.malformed(
                        Option.BASE_URL, sandboxUrl, "written with two hexadecimal digits behind each %");
            }
        });
        return options;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
