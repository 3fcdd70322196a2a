package dev.ticketsql.cli.prompt;

import java.util.Collection;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import sqlline.SqlLine;

/**
 * Completes tables, views, columns and keywords of statements; of columns those of the tables that the statement names,
 * if it names any.
 */
final class StatementCompleter implements Completer {

    private final SqlLine sqlline;
    private final Connections connections;
    private final KnownNames names;

    StatementCompleter(SqlLine sqlline, Connections connections, KnownNames names) {
        this.sqlline = sqlline;
        this.connections = connections;
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String text = line.line().stripLeading();
        if (text.startsWith(SqlLine.COMMAND_PREFIX)) {
            sqlline.getCommandCompleter().complete(reader, line, candidates);
            return;
        }
        connections
                .current(String.valueOf(sqlline.getConnectionMetadata().getUrl()))
                .ifPresent(names::use);
        if (text.startsWith("\\") || text.startsWith(".")) {
            add(names.tables(), "table", "", candidates);
            return;
        }
        String before = beforeName(
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length())));
        add(names.columnsOf(text), "column", before, candidates);
        if (!before.endsWith(".")) {
            add(names.tables(), "table", before, candidates);
            add(names.keywords(), "keyword", before, candidates);
        }
    }

    /** What stands before the name that a word ends with, as in COUNT(upd or e.upd. */
    private static String beforeName(String word) {
        int begin = word.length();
        while (begin > 0 && Character.isJavaIdentifierPart(word.charAt(begin - 1))) {
            begin--;
        }
        return word.substring(0, begin);
    }

    private static void add(Collection<String> names, String kind, String before, List<Candidate> candidates) {
        for (String name : names) {
            candidates.add(new Candidate(before + name, name, null, kind, null, null, true));
        }
    }
}
