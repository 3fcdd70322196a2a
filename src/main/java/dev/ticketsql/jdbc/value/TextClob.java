package dev.ticketsql.jdbc.value;

import dev.ticketsql.event.ErrorKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/** A text of a column as a CLOB, for programs that read long texts so. Cannot be written. */
final class TextClob implements NClob {

    /** Standard state: a position outside the text. */
    private static final String POSITION_STATE = ErrorKind.TEXT_POSITION.sqlState();

    /** Standard state: an object that was freed. */
    private static final String FREED_STATE = ErrorKind.CALL_SEQUENCE.sqlState();

    private @Nullable String text;

    TextClob(String text) {
        this.text = text;
    }

    private String text() throws SQLException {
        if (text == null) {
            throw new SQLException("this Clob has been freed", FREED_STATE);
        }
        return text;
    }

    @Override
    public long length() throws SQLException {
        return text().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        String whole = text();
        if (position < 1 || position > whole.length() + 1L) {
            throw new SQLException(
                    "position " + position + " is outside the text, which has " + whole.length() + " characters",
                    POSITION_STATE);
        }
        int start = (int) position - 1;
        JdbcArguments.notNegative("length", length);
        return whole.substring(start, (int) Math.min(whole.length(), (long) start + length));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        return new StringReader(getSubString(position, Math.toIntExact(Math.min(length, Integer.MAX_VALUE))));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String searched, long start) throws SQLException {
        getSubString(start, 0);
        return text().indexOf(JdbcArguments.present("searched text", searched), (int) start - 1) + 1L;
    }

    @Override
    public long position(Clob searched, long start) throws SQLException {
        Clob clob = JdbcArguments.present("searched text", searched);
        return position(clob.getSubString(1, Math.toIntExact(clob.length())), start);
    }

    @Override
    public int setString(long position, String written) throws SQLException {
        throw readOnly("setString");
    }

    @Override
    public int setString(long position, String written, int offset, int length) throws SQLException {
        throw readOnly("setString");
    }

    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        throw readOnly("setAsciiStream");
    }

    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        throw readOnly("setCharacterStream");
    }

    @Override
    public void truncate(long length) throws SQLException {
        throw readOnly("truncate");
    }

    @Override
    public void free() {
        text = null;
    }

    @Override
    public String toString() {
        return text == null ? "" : text;
    }

    private static SQLException readOnly(String call) {
        return new SQLFeatureNotSupportedException(
                "Clob." + call + " is not supported: TicketSQL writes nothing", ErrorKind.UNSUPPORTED.sqlState());
    }
}
