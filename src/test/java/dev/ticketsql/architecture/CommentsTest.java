package dev.ticketsql.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comments of classes begin with a noun or a verb of the field; those of packages say where to begin reading. */
final class CommentsTest {

    private static final Pattern OF_CLASS = Pattern.compile("(?s)/\\*\\*\\s*(?:\\*\\s*)?((?:(?!\\*/).)*?)\\*/\\s*\\n"
            + "(?:@\\w+(?:\\([^)]*\\))?\\s*)*(?:public |private |protected |static |final |abstract |sealed )*"
            + "(?:class|record|interface|enum|@interface) (\\w+)");

    private static final Pattern BEGINNING = Pattern.compile("Begin\\s+(?:\\*\\s+)?with\\s+(?:\\*\\s+)?\\{@link");

    private static final Pattern QUESTION =
            Pattern.compile("(?s)(?:What|How|Where|Which|Who|Whom|Whether|That|Why|When|Says|Tells)\\b.*");

    @Test
    void everyPackageSaysWhereToBeginReading() throws IOException {
        List<Path> silent = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.endsWith("package-info.java")).toList()) {
                seen++;
                if (!BEGINNING.matcher(Files.readString(file)).find()) {
                    silent.add(file);
                }
            }
        }
        assertTrue(seen > 20, "only " + seen + " packages were seen");
        assertEquals(List.of(), silent);
    }

    @Test
    void noCommentOfAClassBeginsAsAQuestion() throws IOException {
        List<String> questions = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher comment = OF_CLASS.matcher(Files.readString(file));
                while (comment.find()) {
                    seen++;
                    if (QUESTION.matcher(comment.group(1)).matches()) {
                        questions.add(file + ": " + comment.group(2));
                    }
                }
            }
        }
        assertTrue(seen > 500, "only " + seen + " comments were seen");
        assertEquals(List.of(), questions);
    }
}
