package dev.ticketsql.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/** Line editor whose lines are replaced by others; everything else is the editor's. */
final class ReplacedLines {

    /** Gives lines in place of the editor's. */
    @FunctionalInterface
    interface Lines {

        /**
         * The next line; empty at the end.
         *
         * @param edited reads a line with the editor
         */
        Optional<String> next(Callable<String> edited) throws Exception;
    }

    private ReplacedLines() {}

    static LineReader of(LineReader editor, Lines lines) {
        return (LineReader) Proxy.newProxyInstance(
                ReplacedLines.class.getClassLoader(),
                new Class<?>[] {LineReader.class},
                (proxy, method, arguments) -> method.getName().equals("readLine")
                        ? lines.next(() -> String.valueOf(invoke(editor, method, arguments)))
                                .orElseThrow(EndOfFileException::new)
                        : invoke(editor, method, arguments));
    }

    private static @Nullable Object invoke(LineReader editor, Method method, @Nullable Object @Nullable [] arguments)
            throws Exception {
        try {
            return method.invoke(editor, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
