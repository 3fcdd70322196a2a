package dev.ticketsql.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parses the arguments of {@code bin/sandbox}. The last of a repeated option counts.
 *
 * @param help true to print the help and stop
 * @param options by name, without dashes in front
 */
record SandboxArguments(boolean help, Map<String, String> options) {

    /** Copies the options. */
    SandboxArguments {
        options = Map.copyOf(options);
    }

    /**
     * Parses {@code --name value} and {@code --name=value}.
     *
     * @throws IllegalArgumentException naming the unknown option, or the one without a value
     */
    static SandboxArguments of(String... arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        boolean help = false;
        int at = 0;
        while (at < arguments.length) {
            String argument = arguments[at++];
            if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
            } else {
                int equals = argument.indexOf('=');
                String name = known(equals < 0 ? argument : argument.substring(0, equals));
                if (equals < 0 && at == arguments.length) {
                    throw new IllegalArgumentException("--" + name + " needs a value after it");
                }
                options.put(name, equals < 0 ? arguments[at++] : argument.substring(equals + 1));
            }
        }
        return new SandboxArguments(help, options);
    }

    private static String known(String argument) {
        String name = argument.startsWith("--") ? argument.substring(2) : "";
        return SandboxFlag.of(name)
                .map(SandboxFlag::key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown option " + argument + "; known: " + SandboxFlag.list("--")));
    }
}
