package dev.ticketsql.cli.prompt;

/** Help at the prompt: one screen of 80 columns and 24 rows, the last of which is the next prompt. */
final class HelpText {

    static final String TEXT = """
            A statement ends with a semicolon, and may take several lines:
              SELECT * FROM ticket_events LIMIT 10;
              EXPLAIN PLAN FOR SELECT ...;   shows the price, and asks the server nothing
            A command takes one line, and begins with \\ or with !:
              \\d                    tables and views
              \\d ticket_events      columns of one
              \\x                    rows below each other; again: as a table
              \\set maxRequests 20   an option of the connection or of printing; \\set lists
              \\set progress default as at first; without a value \\set shows it
              \\i file.sql           runs a script
              \\o file.txt           copies what is shown to a file; again: no more
              !outputformat csv     table, vertical, csv, tsv, json, xmlattrs, xmlelements
              \\conninfo             account and mirror
              \\timing off           leaves out how long a statement took
              \\s                    what was typed before
              !help set             more of a command: connect, go, close, rerun, script
              \\q                    ends the session
            Keys: Tab completes; Up and Ctrl-R find what was typed before; Ctrl-C ends a
            statement and keeps the pages that came; Ctrl-D ends the session.""";

    private HelpText() {}
}
