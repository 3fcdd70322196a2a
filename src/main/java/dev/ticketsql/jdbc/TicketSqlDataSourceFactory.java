package dev.ticketsql.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link TicketSqlDataSource} of a naming service's {@link Reference}: of one that was bound, or of a server's
 * configuration, as Tomcat's {@code <Resource name="jdbc/desk" type="javax.sql.DataSource"
 * factory="dev.ticketsql.jdbc.TicketSqlDataSourceFactory" subdomain="acme" optionsFile="..."/>}.
 */
public final class TicketSqlDataSourceFactory implements ObjectFactory {

    static final String URL = "url";

    static final String LOGIN_TIMEOUT = "loginTimeout";

    private static final List<String> TYPES = List.of(TicketSqlDataSource.class.getName(), DataSource.class.getName());

    /** What servers say of a resource beside its properties. */
    private static final Set<String> OF_SERVER = Set.of(
            "auth", "closeMethod", "description", "factory", "forceString", "name", "scope", "singleton", "type");

    /** A factory; naming services make their own. */
    public TicketSqlDataSourceFactory() {}

    /**
     * Makes the data source.
     *
     * @param object the reference; any other object is not ours to make
     * @return nothing if it is not, as JNDI wants it
     * @throws NamingException naming a property whose value is no text or no number
     */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference) || !TYPES.contains(reference.getClassName())) {
            return null;
        }
        TicketSqlDataSource source = new TicketSqlDataSource();
        for (RefAddr address : Collections.list(reference.getAll())) {
            if (!OF_SERVER.contains(address.getType())) {
                set(source, address);
            }
        }
        return source;
    }

    private static void set(TicketSqlDataSource source, RefAddr address) throws NamingException {
        if (!(address.getContent() instanceof String value)) {
            throw new NamingException("property '" + address.getType() + "' of a data source is no text");
        }
        if (address.getType().equalsIgnoreCase(URL)) {
            source.setUrl(value);
        } else if (address.getType().equals(LOGIN_TIMEOUT)) {
            setLoginTimeout(source, value);
        } else {
            source.set(address.getType(), value);
        }
    }

    private static void setLoginTimeout(TicketSqlDataSource source, String value) throws NamingException {
        try {
            source.setLoginTimeout(Integer.parseInt(value));
        } catch (NumberFormatException | SQLException e) {
            NamingException refused =
                    new NamingException("property loginTimeout is '" + value + "', must be seconds from 0");
            refused.initCause(e);
            throw refused;
        }
    }
}
