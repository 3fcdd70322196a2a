package dev.ticketsql.resilience;

import dev.ticketsql.event.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What every failure of the driver has: one sentence for people, a listed SQLSTATE, and nothing of its insides. */
final class MessageRules {

    /** Whoever reads it sees it at once, with what it names. */
    private static final int MAX_LENGTH = 2_000;

    /** Names of classes and of frames, of failures, of the generated SQL, and of prefixes of other programs' errors. */
    private static final Pattern INSIDES = Pattern.compile("\\b[a-z]\\w*(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*"
            + "|\\b\\w*(?:Exception|Error)\\b|\\w+\\.java:\\d+|\\bBaz\\b|\\bRex\\w+|\\bRel[A-Z]\\w+|\\bSql[A-Z]\\w+"
            + "|\\bts_\\w+|EXPR\\$|\\$f\\d|\\bLINE \\d+:|\\bread_parquet|\\blambda\\$|\\bnull\\b(?= pointer)");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final String OWN_MISTAKE = "its own mistake";

    private MessageRules() {}

    /**
     * The rules that {@code failure} breaks.
     *
     * @param input what a user gave, which a message may repeat
     */
    static List<String> broken(SQLException failure, String input) {
        List<String> broken = new ArrayList<>();
        String message = String.valueOf(failure.getMessage());
        if (message.isBlank() || message.equals("null")) {
            broken.add("no message");
        }
        if (message.length() > MAX_LENGTH) {
            broken.add("a message of " + message.length() + " characters");
        }
        if (CONTROL.matcher(message).find()) {
            broken.add("a line break or a control character");
        }
        INSIDES.matcher(message)
                .results()
                .map(MatchResult::group)
                .filter(name -> !input.contains(name))
                .forEach(name -> broken.add("the name " + name));
        if (message.contains(OWN_MISTAKE)) {
            broken.add("a mistake of TicketSQL's own");
        }
        String state = String.valueOf(failure.getSQLState());
        if (ErrorKind.ofSqlState(state).isEmpty()) {
            broken.add("SQLSTATE " + state);
        }
        return broken;
    }
}
