package dev.ticketsql.bench;

import dev.ticketsql.testing.SvgCharts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * Bars of ratios on a logarithmic axis, which shows twice as long and half as long alike.
 *
 * @param name of its image
 * @param title above it
 * @param categoryTitle along the x axis
 * @param valueTitle along the y axis
 * @param categories labels of the groups of bars
 * @param series a ratio for each category; not a number where there is none
 */
record RatioChart(
        String name,
        String title,
        String categoryTitle,
        String valueTitle,
        List<String> categories,
        Map<String, List<Double>> series) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 460;
    private static final int LABEL_DEGREES = 45;
    private static final double LEAST = 0.1;

    RatioChart {
        categories = List.copyOf(categories);
        series = new TreeMap<>(series);
    }

    /** The chart as SVG. */
    String svg() throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(categoryTitle)
                .yAxisTitle(valueTitle)
                .build();
        SvgCharts.style(chart.getStyler());
        chart.getStyler().setSeriesColors(SvgCharts.colors());
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisDecimalPattern("#,##0.#####");
        chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES);
        chart.getStyler().setYAxisMin(least());
        // Without a bar: the axis begins there.
        series.forEach((name, ratios) -> chart.addSeries(
                name,
                categories,
                ratios.stream()
                        .map(ratio -> (Number) (ratio.isNaN() ? least() : ratio))
                        .toList()));
        return SvgCharts.svg(chart, WIDTH, HEIGHT);
    }

    /** A power of ten below all ratios. */
    private double least() {
        double smallest = series.values().stream()
                .flatMap(List::stream)
                .filter(ratio -> !ratio.isNaN() && ratio > 0)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return Math.min(LEAST, Math.pow(10, Math.floor(Math.log10(smallest))));
    }
}
