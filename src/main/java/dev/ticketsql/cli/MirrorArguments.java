package dev.ticketsql.cli;

import dev.ticketsql.account.Option;
import dev.ticketsql.account.UpkeepRange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The words after {@code bin/mirror}, parsed.
 *
 * @param verb the subcommand
 * @param own the subcommand's own options, by names without dashes
 * @param options of the connection
 * @param help the text of --help; empty without that option
 */
record MirrorArguments(MirrorVerb verb, Map<String, String> own, Map<String, String> options, Optional<String> help) {

    MirrorArguments {
        own = Map.copyOf(own);
        options = Map.copyOf(options);
    }

    /**
     * Parses a command line: the verb, then options as {@code --from 2025-01-01} or {@code --from=2025-01-01}.
     *
     * @throws IllegalArgumentException naming the mistake and the next step
     */
    static MirrorArguments of(List<String> words) {
        CommandLine root = MirrorSyntax.commandLine();
        if (words.isEmpty()) {
            return helpOf(root);
        }
        ParseResult parsed = MirrorSyntax.parse(root, words);
        if (!parsed.hasSubcommand() || parsed.subcommand().isUsageHelpRequested()) {
            return helpOf(
                    parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1));
        }
        Map<String, String> own = new HashMap<>();
        Map<String, String> options = new HashMap<>();
        for (OptionSpec option : parsed.subcommand().matchedOptions()) {
            String name = option.longestName().substring(2);
            String value = String.valueOf(option.<Object>getValue());
            (Option.named(name).isPresent() ? options : own).put(name, value);
        }
        String verb = parsed.subcommand().commandSpec().name();
        return new MirrorArguments(MirrorVerb.valueOf(verb.toUpperCase(Locale.ROOT)), own, options, Optional.empty())
                .checked();
    }

    private static MirrorArguments helpOf(CommandLine command) {
        return new MirrorArguments(
                MirrorVerb.STATUS, Map.of(), Map.of(), Optional.of(command.getUsageMessage(Ansi.OFF)));
    }

    private MirrorArguments checked() {
        if (verb == MirrorVerb.REFRESH && own.size() < 2) {
            throw new IllegalArgumentException("refresh needs --from and --to");
        }
        if (verb == MirrorVerb.PURGE && own.size() != 1) {
            throw new IllegalArgumentException("purge needs one of --before, --ticket and --user");
        }
        if (verb == MirrorVerb.EXPORT && own.isEmpty()) {
            throw new IllegalArgumentException(
                    "export needs --to, a directory that is new, empty or of an earlier" + " export");
        }
        return this;
    }

    /** The value of an own option, as it was written. */
    Optional<String> value(MirrorVerb.Operand operand) {
        return Optional.ofNullable(own.get(operand.optionName()));
    }

    /**
     * The range of {@code --from} and {@code --to}; all of time for an export, whose {@code --to} is a directory.
     *
     * @throws IllegalArgumentException if one is no time, or the range is empty
     */
    UpkeepRange range() {
        return verb == MirrorVerb.EXPORT
                ? UpkeepRange.of(Optional.empty(), Optional.empty())
                : UpkeepRange.of(value(MirrorVerb.Operand.FROM), value(MirrorVerb.Operand.TO));
    }

    /**
     * The ticket's id.
     *
     * @throws IllegalArgumentException if it is no number
     */
    Optional<Long> ticket() {
        return number(MirrorVerb.Operand.TICKET, "a ticket");
    }

    /**
     * The person's id.
     *
     * @throws IllegalArgumentException if it is no number
     */
    Optional<Long> user() {
        return number(MirrorVerb.Operand.USER, "a person");
    }

    private Optional<Long> number(MirrorVerb.Operand operand, String owner) {
        return value(operand).map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw new IllegalArgumentException(
                        "--" + operand.optionName() + " is '" + text + "', must be the number of " + owner);
            }
            return Long.valueOf(text);
        });
    }
}
