package dev.ticketsql.testing;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws the documents' charts as SVG.
 *
 * <p>Their font comes with a library, and text is drawn as outlines: what fonts a machine has does not matter.
 */
public final class SvgCharts {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private SvgCharts() {}

    /** Colours legible on a white and on a dark page, and to people who do not tell red from green. */
    public static Color[] colors() {
        return new Color[] {new Color(0x2E6FB7), new Color(0xE59A2F), new Color(0x6A9F58), new Color(0x9C6BB0)};
    }

    /** A chart as SVG. */
    public static String svg(Chart<?, ?> chart, int width, int height) throws IOException {
        VectorGraphics2D drawing = new VectorGraphics2D();
        chart.paint(drawing, width, height);
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        new SVGProcessor()
                .getDocument(drawing.getCommands(), new PageSize(width, height))
                .writeTo(svg);
        return shortened(svg.toString(StandardCharsets.UTF_8));
    }

    /** The element alone, numbers with at most two decimals, and names of clips that do not change from run to run. */
    private static String shortened(String svg) {
        List<String> clips = Pattern.compile("id=\"(clip\\d+)\"")
                .matcher(svg)
                .results()
                .map(clip -> clip.group(1))
                .toList();
        String named = svg.substring(svg.indexOf("<svg"));
        for (int clip = 0; clip < clips.size(); clip++) {
            named = named.replace(clips.get(clip), "c" + clip);
        }
        return Pattern.compile("-?\\d+\\.\\d{3,}")
                .matcher(named)
                .replaceAll(number -> new BigDecimal(number.group())
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    /** Sets fonts, a white background and no frames. */
    public static void style(AxesChartStyler styler) throws IOException {
        styler.setBaseFont(font(11));
        styler.setChartTitleFont(font(14));
        styler.setLegendFont(font(11));
        styler.setAxisTitleFont(font(11));
        styler.setAxisTickLabelsFont(font(11));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleBoxVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setLegendPosition(LegendPosition.OutsideE);
    }

    private static Font font(float size) throws IOException {
        try (InputStream font = Objects.requireNonNull(SvgCharts.class.getResourceAsStream(FONT))) {
            return Font.createFont(Font.TRUETYPE_FONT, font).deriveFont(size);
        } catch (FontFormatException e) {
            throw new IOException(FONT, e);
        }
    }
}
