package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ticketsql.account.Option;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.apache.naming.ResourceRef;
import org.apache.naming.java.javaURLContextFactory;
import org.junit.jupiter.api.Test;

/** The data source as a JavaBean: with HikariCP, as a resource of Tomcat's JNDI, and serialised. */
final class TicketSqlDataSourceTest {

    private static final String SANDBOX = "sandbox:?events=10&seed=1";

    @Test
    void everyOptionIsAPropertyAndNoSecretCanBeRead() throws Exception {
        Map<String, PropertyDescriptor> properties = Arrays.stream(
                        Introspector.getBeanInfo(TicketSqlDataSource.class).getPropertyDescriptors())
                .collect(Collectors.toMap(PropertyDescriptor::getName, Function.identity()));
        for (Option option : Option.values()) {
            PropertyDescriptor property = properties.get(option.propertyName());
            assertNotNull(property, option.propertyName());
            assertNotNull(property.getWriteMethod(), option.propertyName());
            assertEquals(option.isSecret(), property.getReadMethod() == null, option.propertyName());
            boolean isFlag = option.choices().contains("true");
            assertEquals(isFlag, property.getPropertyType() == boolean.class, option.propertyName());
        }
        for (String name : Stream.of("url", "URL", "user", "loginTimeout").toList()) {
            assertNotNull(Objects.requireNonNull(properties.get(name)).getWriteMethod(), name);
        }
    }

    @Test
    void whatASetterIsGivenIsTheOption() throws Exception {
        for (PropertyDescriptor property :
                Introspector.getBeanInfo(BaseDataSource.class, Object.class).getPropertyDescriptors()) {
            Class<?> type = property.getPropertyType();
            Object value = type == int.class ? 7 : type == boolean.class ? true : Driver.URL_PREFIX;
            TicketSqlDataSource source = new TicketSqlDataSource();
            property.getWriteMethod().invoke(source, value);
            if (property.getReadMethod() != null) {
                assertEquals(value, property.getReadMethod().invoke(source), property.getName());
            }
            Option.named(property.getName())
                    .ifPresent(option -> assertEquals(
                            Map.of(option.propertyName(), value.toString()), source.properties(), property.getName()));
        }
    }

    @Test
    void nothingAndANegativeNumberTakeAnOptionBack() {
        TicketSqlDataSource source = new TicketSqlDataSource();
        source.setSubdomain("acme");
        source.setSubdomain(null);
        source.setMaxRequests(5);
        source.setMaxRequests(-1);
        assertEquals("TicketSqlDataSource[]", source.toString());
        assertEquals(-1, source.getMaxRequests());
        assertNull(source.getSubdomain());
    }

    @Test
    void aPoolMakesItByNameAndSetsItsProperties() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(TicketSqlDataSource.class.getName());
        config.addDataSourceProperty("baseUrl", SANDBOX);
        config.addDataSourceProperty("pageSize", 100);
        config.addDataSourceProperty("maxRequests", "40");
        config.addDataSourceProperty("check", true);
        config.addDataSourceProperty("comments", "false");
        config.addDataSourceProperty("oauthToken", "geheim");
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertEquals(10, count(statement));
            TicketSqlDataSource own = pool.unwrap(TicketSqlDataSource.class);
            assertEquals(100, own.getPageSize());
            assertEquals(40, own.getMaxRequests());
            assertTrue(own.isCheck());
            assertTrue(own.getLoginTimeout() > 0, "HikariCP sets its own timeout");
        }
    }

    @Test
    void aPoolsLoginTakesThePlaceOfTheOptions() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(TicketSqlDataSource.class.getName());
        config.addDataSourceProperty("url", "jdbc:ticketsql:baseUrl='" + SANDBOX + "';email=bob@example.com");
        config.setUsername("ann@example.com");
        config.setPassword("geheim");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertEquals(10, count(statement));
        }
    }

    @Test
    void aWrongOptionIsSaidByThePool() {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(TicketSqlDataSource.class.getName());
        config.addDataSourceProperty("baseUrl", SANDBOX);
        config.addDataSourceProperty("freshness", "soon");
        RuntimeException refused = assertThrows(RuntimeException.class, () -> new HikariDataSource(config).close());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("option freshness is 'soon', must be an ISO-8601 duration"),
                refused.getMessage());
    }

    @Test
    void aServersConfigurationMakesAResource() throws Exception {
        ResourceRef resource = new ResourceRef(
                DataSource.class.getName(),
                "the desk",
                "Shareable",
                "Container",
                true,
                TicketSqlDataSourceFactory.class.getName(),
                null);
        resource.add(new StringRefAddr("baseUrl", SANDBOX));
        resource.add(new StringRefAddr("maxRequests", "9"));
        resource.add(new StringRefAddr("loginTimeout", "3"));
        TicketSqlDataSource found = rebound(resource);
        assertEquals(9, found.getMaxRequests());
        assertEquals(3, found.getLoginTimeout());
        assertAnswers(found);
    }

    @Test
    void aDataSourceIsBoundAsAReferenceAndFoundWithItsOptions() throws Exception {
        TicketSqlDataSource source = source();
        TicketSqlDataSource found = rebound(source);
        assertNotSame(source, found);
        assertEquals(source.properties(), found.properties());
        assertAnswers(found);
    }

    @Test
    void theFactoryLeavesOtherObjectsToOthersAndNamesAMistake() throws Exception {
        TicketSqlDataSourceFactory factory = new TicketSqlDataSourceFactory();
        assertNull(factory.getObjectInstance("text", null, null, null));
        assertNull(factory.getObjectInstance(new Reference("com.example.Other"), null, null, null));
        Reference wrong = new Reference(TicketSqlDataSource.class.getName());
        wrong.add(new StringRefAddr("loginTimeout", "soon"));
        assertEquals(
                "property loginTimeout is 'soon', must be seconds from 0",
                assertThrows(
                                javax.naming.NamingException.class,
                                () -> factory.getObjectInstance(wrong, null, null, null))
                        .getMessage());
    }

    @Test
    void itIsSerialisedWithItsOptionsAsOtherDriversDo() throws Exception {
        TicketSqlDataSource source = source();
        source.setLoginTimeout(4);
        source.setLogWriter(new java.io.PrintWriter(new java.io.StringWriter()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(source);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            TicketSqlDataSource read = (TicketSqlDataSource) in.readObject();
            assertEquals(source.properties(), read.properties());
            assertEquals(source.getUrl(), read.getUrl());
            assertEquals(4, read.getLoginTimeout());
            assertNull(read.getLogWriter());
            assertAnswers(read);
        }
    }

    @Test
    void itAnswersWhatADataSourceIsAsked() throws Exception {
        TicketSqlDataSource source = source();
        assertSame(source, source.unwrap(DataSource.class));
        assertTrue(source.isWrapperFor(TicketSqlDataSource.class));
        assertFalse(source.isWrapperFor(String.class));
        assertEquals(
                "a TicketSqlDataSource is no String; isWrapperFor says what there is",
                assertThrows(SQLException.class, () -> source.unwrap(String.class))
                        .getMessage());
        assertEquals("08001", state(() -> source.setLoginTimeout(-1)));
        assertEquals("0A000", state(source::getParentLogger));
        assertThrows(SQLFeatureNotSupportedException.class, source::createConnectionBuilder);
        assertThrows(SQLFeatureNotSupportedException.class, source::createShardingKeyBuilder);
        source.setUrl("jdbc:postgresql:desk");
        assertEquals("08001", state(source::getConnection));
    }

    @Test
    void numbersAndTruthValuesMayBeObjectsAndOthersAreRefused() throws Exception {
        Properties options = new Properties();
        options.put("baseUrl", SANDBOX);
        options.put("maxRequests", 6);
        options.put("comments", false);
        assertEquals(6, new TicketSqlDataSource(options).getMaxRequests());
        assertAnswers(new TicketSqlDataSource(options));
        options.put("since", Duration.ZERO);
        assertEquals(
                "property 'since' is a Java Duration; give names and values as text",
                assertThrows(IllegalArgumentException.class, () -> new TicketSqlDataSource(options))
                        .getMessage());
    }

    @FunctionalInterface
    private interface Call {
        void run() throws SQLException;
    }

    private static String state(Call call) {
        return Objects.requireNonNull(
                assertThrows(SQLException.class, call::run).getSQLState());
    }

    private static TicketSqlDataSource source() {
        TicketSqlDataSource source = new TicketSqlDataSource();
        source.setUrl("jdbc:ticketsql:baseUrl='" + SANDBOX + "'");
        source.setUser("ann@example.com");
        source.setPassword("geheim");
        source.setMirror("none");
        return source;
    }

    /** What a naming service gives back for what it was given; here both are ours. */
    @SuppressWarnings("BanJNDI")
    private static TicketSqlDataSource rebound(Object bound) throws Exception {
        Properties environment = new Properties();
        environment.setProperty(Context.INITIAL_CONTEXT_FACTORY, javaURLContextFactory.class.getName());
        Context context = new InitialContext(environment);
        context.rebind("desk", bound);
        return (TicketSqlDataSource) context.lookup("desk");
    }

    private static void assertAnswers(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertEquals(10, count(statement));
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM ticket_events")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
