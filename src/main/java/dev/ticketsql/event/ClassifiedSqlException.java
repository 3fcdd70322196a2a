package dev.ticketsql.event;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** SQLException that keeps its kind while it is wrapped, since several kinds share an SQLSTATE. */
final class ClassifiedSqlException extends SQLException implements ClassifiedFailure {

    private final ErrorKind kind;

    ClassifiedSqlException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, kind.sqlState(), cause);
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
