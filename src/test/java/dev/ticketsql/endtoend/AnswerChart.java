package dev.ticketsql.endtoend;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A chart of an answer: the first column along the x axis; of the others the last one, or all where they are stacked.
 *
 * <p>Its font comes with a library, and text is drawn as outlines: what fonts a machine has does not matter.
 */
enum AnswerChart {
    BARS,
    STACKED_BARS,
    LINES,
    HEAT_MAP;

    private static final int WIDTH = 760;
    private static final int HEIGHT = 320;
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Legible on a white and on a dark page, and to people who do not tell red from green. */
    private static final Color[] COLORS = {
        new Color(0x2E6FB7), new Color(0xE59A2F), new Color(0x6A9F58), new Color(0x9C6BB0)
    };

    /**
     * The chart as SVG.
     *
     * @param yAxis what the y axis shows, in words
     */
    String svg(AnswerTable answer, String title, String yAxis) throws IOException {
        VectorGraphics2D drawing = new VectorGraphics2D();
        if (this == HEAT_MAP) {
            heatMap(answer, title, yAxis).paint(drawing, WIDTH, HEIGHT);
        } else {
            categories(answer, title, yAxis).paint(drawing, WIDTH, HEIGHT);
        }
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        new SVGProcessor()
                .getDocument(drawing.getCommands(), new PageSize(WIDTH, HEIGHT))
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

    private CategoryChart categories(AnswerTable answer, String title, String yAxis) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        List<String> labels = answer.rows().get(0);
        int first = this == STACKED_BARS ? 1 : labels.size() - 1;
        chart.getStyler().setLegendVisible(this == STACKED_BARS);
        chart.getStyler().setStacked(this == STACKED_BARS);
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setSeriesColors(COLORS);
        if (this == LINES) {
            chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        }
        boolean isCrowded = answer.column(0).size() > 12;
        chart.getStyler().setXAxisLabelRotation(isCrowded ? 60 : 0);
        for (int column = first; column < labels.size(); column++) {
            chart.addSeries(labels.get(column).replace('_', ' '), answer.column(0), numbers(answer.column(column)));
        }
        return chart;
    }

    private static HeatMapChart heatMap(AnswerTable answer, String title, String yAxis) throws IOException {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(answer.rows().get(0).get(0))
                .yAxisTitle(yAxis)
                .build();
        style(chart.getStyler());
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisTickMarkSpacingHint(20);
        chart.getStyler().setYAxisTickMarkSpacingHint(20);
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, COLORS[0]});
        List<String> series = new ArrayList<>(answer.rows().get(0));
        series.remove(0);
        // The first series is the upper row.
        List<String> upwards = IntStream.range(0, series.size())
                .mapToObj(row -> series.get(series.size() - 1 - row))
                .toList();
        List<Number[]> cells = new ArrayList<>();
        for (int row = 0; row < series.size(); row++) {
            List<Number> values = numbers(answer.column(series.size() - row));
            for (int column = 0; column < values.size(); column++) {
                cells.add(new Number[] {column, row, values.get(column)});
            }
        }
        chart.addSeries("tickets", answer.column(0), upwards, cells);
        return chart;
    }

    private static List<Number> numbers(List<String> column) {
        return column.stream()
                .map(value -> (Number) Double.valueOf(value.equals(AnswerTable.NULL) ? "0" : value))
                .toList();
    }

    private static void style(AxesChartStyler styler) throws IOException {
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
        try (InputStream font = Objects.requireNonNull(AnswerChart.class.getResourceAsStream(FONT))) {
            return Font.createFont(Font.TRUETYPE_FONT, font).deriveFont(size);
        } catch (FontFormatException e) {
            throw new IOException(FONT, e);
        }
    }
}
