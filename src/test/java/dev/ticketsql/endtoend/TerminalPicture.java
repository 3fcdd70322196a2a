package dev.ticketsql.endtoend;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal's screen as SVG: rows of text in which escape sequences set colours and styles (SGR), of characters that
 * are one cell wide.
 *
 * <p>Each stretch of one style is stretched to its cells, so that columns stand below each other in any font. The
 * background is drawn, so that the text is legible on a dark page too.
 */
final class TerminalPicture {

    private static final int CELL_WIDTH = 8;
    private static final int LINE_HEIGHT = 17;
    private static final int MARGIN = 16;

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([\\d;]*)m");

    /** What a code of a colour or a style sets. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "1", " font-weight=\"bold\"",
            "2", " fill-opacity=\"0.6\"",
            "31", " fill=\"#b3261e\"",
            "32", " fill=\"#1a7f37\"",
            "33", " fill=\"#8a6100\"",
            "34", " fill=\"#0b57a4\"",
            "35", " fill=\"#8250a0\"",
            "36", " fill=\"#0f6b74\"");

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> style = new TreeMap<>();

    private TerminalPicture() {}

    /**
     * Draws a screen.
     *
     * @param columns width of the terminal
     * @param title what the picture shows, for those who do not see it
     * @throws IllegalArgumentException for an escape sequence that it cannot draw
     */
    static String svg(String screen, int columns, String title) {
        TerminalPicture picture = new TerminalPicture();
        List<String> rows = screen.stripTrailing().lines().toList();
        for (int row = 0; row < rows.size(); row++) {
            picture.draw(rows.get(row).stripTrailing(), MARGIN + (row + 1) * LINE_HEIGHT - LINE_HEIGHT / 3);
        }
        int width = columns * CELL_WIDTH + 2 * MARGIN;
        int height = rows.size() * LINE_HEIGHT + 2 * MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>%3$s</title>
                <rect x="0.5" y="0.5" width="%4$d" height="%5$d" rx="8" fill="#fbfbf9" stroke="#c4c8ce"/>
                <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13.3" \
                fill="#1f2328" xml:space="preserve">
                %6$s</g>
                </svg>
                """.formatted(width, height, escaped(title), width - 1, height - 1, picture.text);
    }

    private void draw(String row, int y) {
        Matcher escape = ESCAPE.matcher(row);
        int column = 0;
        int from = 0;
        while (escape.find()) {
            column = draw(row.substring(from, escape.start()), column, y);
            for (String code : escape.group(1).split(";", -1)) {
                restyle(code);
            }
            from = escape.end();
        }
        draw(row.substring(from), column, y);
    }

    /** Draws a stretch of one style, and returns the column behind it. */
    private int draw(String stretch, int column, int y) {
        String shown = stretch.strip();
        if (!shown.isEmpty()) {
            int first = column + stretch.indexOf(shown);
            text.append("<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>\n"
                    .formatted(
                            MARGIN + first * CELL_WIDTH,
                            y,
                            shown.length() * CELL_WIDTH,
                            String.join("", style.values()),
                            escaped(shown)));
        }
        return column + stretch.length();
    }

    private void restyle(String code) {
        switch (code) {
            case "", "0" -> style.clear();
            case "22" -> style.keySet().removeAll(List.of("1", "2"));
            case "39" -> style.keySet().removeIf(active -> active.startsWith("3"));
            // The background is never another one.
            case "49" -> {}
            default -> {
                String attribute = ATTRIBUTES.getOrDefault(code, "");
                if (attribute.isEmpty()) {
                    throw new IllegalArgumentException("no way to draw the style with code " + code);
                }
                if (code.startsWith("3")) {
                    style.keySet().removeIf(active -> active.startsWith("3"));
                }
                style.put(code, attribute);
            }
        }
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
