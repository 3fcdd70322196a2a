package dev.ticketsql.cli;

/** Page of {@code bin/sqlline --help}: a screen of 80 columns and 24 rows, the last of which is the shell's prompt. */
final class SqlLineHelp {

    static final String TEXT = """
            bin/sqlline                 opens a session; \\? helps there, and \\q ends it
            bin/sqlline "SELECT ..."    runs a statement; -e or -c may stand before it
            bin/sqlline -f report.sql   runs a file of statements, as <report.sql does
            Exit code: 0 if all succeeded, 1 for wrong arguments, 2 if a statement failed.
              -u jdbc:ticketsql:...     connects to this in place of the environment's
              --outputformat=csv        or vertical, tsv, json, xmlattrs, xmlelements, table
              --csvBom                  begins with a byte order mark, for spreadsheets
              --csvDelimiter=";"        stands between the columns of csv; first a comma
              --nullValue=-             is the text for NULL in tables
              --showHeader=false        leaves out the names of columns
              --maxWidth=120            is the width of a table, whatever the terminal's
              --maxColumnWidth=30       is the width of a column
              --rowLimit=100            reads that many rows of each result, and no more
              --silent=true             leaves out how many rows came, and the time
              --showElapsedTime=false   leaves out the time of a statement
              --force=true              runs the rest of a file behind a failure
              --verbose=true            shows failures with their stack traces
              --version, --help         show the version, and this page
            ZENDESK_SUBDOMAIN, ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET name the account;
            without them the embedded sandbox answers, an invented account.
            TICKETSQL_MAX_REQUESTS=20 and the like are options of the connection: options.md
            has them all, and prompt.md says more of the session.""";

    private SqlLineHelp() {}
}
