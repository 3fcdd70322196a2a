package dev.ticketsql.quidem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ticketsql.calcite.ZendeskSchemaFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The schemas that scripts use, as models for the driver: {@code scott}, whose tables are in HSQLDB or are views, and
 * {@code post}, views whose queries are read from the sources of Calcite's tests beside the scripts.
 */
final class ScriptSchemas implements AutoCloseable {

    /** Connections of Calcite's tests, of which some only add functions and grammar that the driver always has. */
    private static final Set<String> LIKE_SCOTT =
            Set.of("scott", "scott-lenient", "scott-babel", "scott-checked-rounding-half-up");

    private static final Set<String> LIKE_POST =
            Set.of("post", "post-big-query", "post-postgresql", "mysqlfunc", "oraclefunc", "mssqlfunc", "sparkfunc");

    private static final String HSQLDB = "jdbc:hsqldb:mem:scott";

    private static final Path SOURCE = Path.of("testkit/src/main/java/org/apache/calcite/test/CalciteAssert.java");

    private static final Pattern POST = Pattern.compile("case POST:(.*?)return post;", Pattern.DOTALL);

    private static final Pattern VIEW = Pattern.compile(
            "add\\(\"(\\w+)\",\\s*ViewTable\\.viewMacro\\(post,\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Views and statements that read no table then run as they do beside an account's tables. */
    private static final Map<String, Object> ACCOUNT = Map.of(
            "type",
            "custom",
            "name",
            "zendesk",
            "factory",
            ZendeskSchemaFactory.class.getName(),
            "operand",
            Map.of("baseUrl", "sandbox:?events=10"));

    private final Path directory;
    private final Connection hsqldb;
    private final Map<String, Path> models = new LinkedHashMap<>();

    private ScriptSchemas(Path directory, Connection hsqldb) {
        this.directory = directory;
        this.hsqldb = hsqldb;
    }

    /**
     * The schemas for the scripts of a directory.
     *
     * @param scripts the directory, in a checkout of Calcite
     * @param views whether {@code scott} is views instead of tables in another database
     */
    static ScriptSchemas of(Path scripts, boolean views) throws IOException, SQLException {
        ScriptSchemas schemas =
                new ScriptSchemas(Files.createTempDirectory("models"), DriverManager.getConnection(HSQLDB));
        try (Statement statement = schemas.hsqldb.createStatement()) {
            for (ScottTables table : ScottTables.values()) {
                for (String sql : table.inDatabase()) {
                    statement.execute(sql);
                }
            }
        }
        Map<String, String> scott =
                Arrays.stream(ScottTables.values()).collect(Collectors.toMap(ScottTables::name, ScottTables::asQuery));
        Path model = schemas.model("scott", views ? ofViews("scott", scott) : ofDatabase());
        LIKE_SCOTT.forEach(name -> schemas.models.put(name, model));
        Map<String, String> post = post(scripts);
        if (!post.isEmpty()) {
            Path ofPost = schemas.model("post", ofViews("POST", post));
            LIKE_POST.forEach(name -> schemas.models.put(name, ofPost));
        }
        return schemas;
    }

    private Path model(String name, Map<String, Object> schema) throws IOException {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("version", "1.0");
        model.put("defaultSchema", schema.get("name"));
        model.put("schemas", List.of(schema, ACCOUNT));
        return Files.writeString(directory.resolve(name + ".json"), new ObjectMapper().writeValueAsString(model));
    }

    private static Map<String, Object> ofDatabase() {
        return Map.of(
                "type", "jdbc",
                "name", "scott",
                "jdbcUrl", HSQLDB,
                "jdbcDriver", "org.hsqldb.jdbc.JDBCDriver",
                "jdbcUser", "SA",
                "jdbcPassword", "",
                "jdbcSchema", "PUBLIC");
    }

    private static Map<String, Object> ofViews(String name, Map<String, String> views) {
        List<Map<String, Object>> tables = views.entrySet().stream()
                .map(view -> Map.<String, Object>of("type", "view", "name", view.getKey(), "sql", view.getValue()))
                .toList();
        return Map.of("type", "map", "name", name, "tables", tables);
    }

    /** The views of {@code post}, as the sources of Calcite's tests spell them; none if these are not there. */
    private static Map<String, String> post(Path scripts) throws IOException {
        Map<String, String> views = new LinkedHashMap<>();
        Optional<Path> source = sources(scripts);
        if (source.isPresent()) {
            String text = Files.readString(source.orElseThrow());
            for (MatchResult block : POST.matcher(text).results().toList()) {
                for (MatchResult view : VIEW.matcher(block.group(1)).results().toList()) {
                    views.put(
                            view.group(1),
                            LITERAL.matcher(view.group(2))
                                    .results()
                                    .map(part -> part.group(1).translateEscapes())
                                    .collect(Collectors.joining()));
                }
            }
        }
        return views;
    }

    private static Optional<Path> sources(Path scripts) {
        for (Path above = scripts.toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.isReadable(above.resolve(SOURCE))) {
                return Optional.of(above.resolve(SOURCE));
            }
        }
        return Optional.empty();
    }

    /** A new connection of the driver to a schema; empty if it cannot be had. */
    Optional<Connection> connect(String schema) throws SQLException {
        Path model = models.get(schema);
        return model == null
                ? Optional.empty()
                : Optional.of(DriverManager.getConnection("jdbc:ticketsql:model=" + model));
    }

    @Override
    public void close() throws SQLException {
        hsqldb.close();
        try (Connection last = DriverManager.getConnection(HSQLDB);
                Statement statement = last.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        for (Path model : Set.copyOf(models.values())) {
            model.toFile().delete();
        }
        directory.toFile().delete();
    }
}
