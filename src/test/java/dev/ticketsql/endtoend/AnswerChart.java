package dev.ticketsql.endtoend;

import dev.ticketsql.testing.SvgCharts;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/**
 * A chart of an answer: the first column along the x axis; of the others the last one, or all where they are stacked.
 */
enum AnswerChart {
    BARS,
    STACKED_BARS,
    LINES,
    HEAT_MAP;

    private static final int WIDTH = 760;
    private static final int HEIGHT = 320;

    /**
     * The chart as SVG.
     *
     * @param yAxis what the y axis shows, in words
     */
    String svg(AnswerTable answer, String title, String yAxis) throws IOException {
        return SvgCharts.svg(
                this == HEAT_MAP ? heatMap(answer, title, yAxis) : categories(answer, title, yAxis), WIDTH, HEIGHT);
    }

    private CategoryChart categories(AnswerTable answer, String title, String yAxis) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(yAxis)
                .build();
        SvgCharts.style(chart.getStyler());
        List<String> labels = answer.rows().get(0);
        int first = this == STACKED_BARS ? 1 : labels.size() - 1;
        chart.getStyler().setLegendVisible(this == STACKED_BARS);
        chart.getStyler().setStacked(this == STACKED_BARS);
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setSeriesColors(SvgCharts.colors());
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
        SvgCharts.style(chart.getStyler());
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisTickMarkSpacingHint(20);
        chart.getStyler().setYAxisTickMarkSpacingHint(20);
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, SvgCharts.colors()[0]});
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
}
