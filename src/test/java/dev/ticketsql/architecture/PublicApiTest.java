package dev.ticketsql.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.calcite.ZendeskSchemaFactory;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.event.FetchProgress;
import dev.ticketsql.event.FetchWait;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.jdbc.BaseDataSource;
import dev.ticketsql.jdbc.Driver;
import dev.ticketsql.jdbc.TicketSqlConnection;
import dev.ticketsql.jdbc.TicketSqlDataSource;
import dev.ticketsql.jdbc.TicketSqlDataSourceFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public API: the classes that the README and {@code model.json} name, and the types of their methods. All other
 * public classes are public for other packages of this project, and may change with any version.
 */
final class PublicApiTest {

    private static final List<Class<?>> API = List.of(
            Driver.class,
            TicketSqlConnection.class,
            BaseDataSource.class,
            TicketSqlDataSource.class,
            TicketSqlDataSourceFactory.class,
            FetchListener.class,
            FetchProgress.class,
            FetchWait.class,
            TimeRange.class,
            TimeRanges.class,
            ZendeskSchemaFactory.class);

    /** A change of this list is a change for users: {@code src/docs/upgrading.md} names it. */
    @Test
    void usersMayCallWhatTheListNamesAndNothingIsTakenFromIt() throws IOException {
        try (InputStream listed = Objects.requireNonNull(PublicApiTest.class.getResourceAsStream("public-api.txt"))) {
            assertEquals(
                    new String(listed.readAllBytes(), StandardCharsets.UTF_8),
                    API.stream().flatMap(PublicApiTest::lines).collect(Collectors.joining("\n", "", "\n")));
        }
    }

    private static Stream<String> lines(Class<?> type) {
        Stream<String> members = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> !method.isSynthetic() && !isOfRecord(method)))
                .filter(member -> Modifier.isPublic(member.getModifiers()))
                .map(PublicApiTest::line)
                .sorted();
        return Stream.concat(Stream.of(type.getName()), members);
    }

    /** Methods that every record has are left out. */
    private static boolean isOfRecord(Method method) {
        return method.getDeclaringClass().isRecord()
                && List.of("equals", "hashCode", "toString").contains(method.getName());
    }

    private static String line(Executable member) {
        String parameters = Arrays.stream(member.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        String name = member instanceof Method ? member.getName() : "new";
        String result =
                member instanceof Method method ? " " + method.getReturnType().getSimpleName() : "";
        return "  " + (isStatic(member) ? "static " : "") + name + parameters + result;
    }

    private static boolean isStatic(Member member) {
        return Modifier.isStatic(member.getModifiers());
    }
}
