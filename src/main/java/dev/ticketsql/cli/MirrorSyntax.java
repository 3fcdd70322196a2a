package dev.ticketsql.cli;

import dev.ticketsql.account.Option;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Syntax of {@code bin/mirror} as a model of picocli: a subcommand for each {@link MirrorVerb}, with its own options
 * and those of a connection. Built without annotations, whose reflection would slow the start.
 */
final class MirrorSyntax {

    /** Edits between a word and the name that is suggested for it, at most. */
    private static final int MAX_EDITS = 2;

    private static final int HELP_WIDTH = 110;

    private static final String TIME =
            "%nT is epoch seconds or ISO-8601: 1735689600, 2025-01-01, 2025-01-01T00:00:00Z.";

    private MirrorSyntax() {}

    static CommandLine commandLine() {
        CommandSpec root = command(CommandSpec.create()).name("bin/mirror");
        root.usageMessage()
                .header(
                        "Looks after the mirror of an account, which is named by the environment as for bin/sqlline, or"
                                + " by options (--subdomain acme, --mirror /var/cache/ticketsql, ...).",
                        "")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands, each with its --help:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        for (MirrorVerb verb : MirrorVerb.values()) {
            root.addSubcommand(verb.word(), subcommand(verb));
        }
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setOptionsCaseInsensitive(true);
    }

    private static CommandSpec command(CommandSpec command) {
        command.usageMessage()
                .width(HELP_WIDTH)
                .sortOptions(false)
                .longOptionsMaxWidth(38)
                .abbreviateSynopsis(true);
        return command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this.")
                .build());
    }

    private static CommandSpec subcommand(MirrorVerb verb) {
        CommandSpec command = CommandSpec.create();
        command.usageMessage().header(verb.description(), "");
        for (MirrorVerb.Operand operand : verb.operands()) {
            command.addOption(option(operand.optionName(), operand.unit(), operand.description()));
            if (operand.unit().equals("T")) {
                command.usageMessage().footer(TIME);
            }
        }
        for (Option option : Option.values()) {
            command.addOption(option(option.propertyName(), option.unit(), option.description()));
        }
        return command(command);
    }

    private static OptionSpec option(String name, String unit, String description) {
        OptionSpec.Builder option = OptionSpec.builder("--" + name).description(description.replace("%", "%%"));
        return unit.isEmpty()
                ? option.type(boolean.class).build()
                : option.type(String.class).paramLabel("<" + unit + ">").build();
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "done");
        meanings.put("1", "failed; what was fetched is kept, and the same command goes on from there");
        meanings.put("2", "a mistake on the command line or in an option");
        meanings.put(
                "3",
                "verify found damage or differences, files that are not the mirror's or the export's lie among its own,"
                        + " or purge has to be run again");
        return meanings;
    }

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException naming the mistake and, if a name is near, the name
     */
    static ParseResult parse(CommandLine root, List<String> words) {
        try {
            return root.parseArgs(words.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw new IllegalArgumentException(
                    e.getCommandLine() == root
                            ? unknownCommand(e.getUnmatched().get(0))
                            : unmatched(e.getUnmatched().get(0), e.getCommandLine()),
                    e);
        } catch (MissingParameterException e) {
            throw new IllegalArgumentException(
                    "option '" + ((OptionSpec) e.getMissing().get(0)).longestName() + "' needs a value", e);
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String unknownCommand(String word) {
        List<String> known =
                Arrays.stream(MirrorVerb.values()).map(MirrorVerb::word).toList();
        return "unknown command '" + word + "'; "
                + nearest(word, known)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("use status, sync, refresh, verify, purge or export");
    }

    private static String unmatched(String word, CommandLine command) {
        if (!word.startsWith("-")) {
            return "unexpected '" + word + "'; options are written --name value";
        }
        String option = word.replaceFirst("=.*", "");
        return "unknown option '" + option + "' of " + command.getCommandName()
                + nearest(option, command.getCommandSpec().optionsMap().keySet())
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
    }

    private static Optional<String> nearest(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> edits(word, name) <= MAX_EDITS)
                .min(Comparator.comparingInt(name -> edits(word, name)));
    }

    /** Letters to insert, delete or replace until one word is the other. */
    private static int edits(String word, String name) {
        int[] row = new int[name.length() + 1];
        Arrays.setAll(row, length -> length);
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[name.length()];
    }
}
