package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperExportManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperReport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** JasperReports: a report of a table and a chart, made into a PDF, whose pixels are measured. */
@Tag("clients")
@SuppressWarnings("JavaUtilDate") // Many programs have them.
final class JasperReportsTest {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    private static final float DOTS_PER_INCH = 144;

    private static final int RED = Color.RED.getRGB() & 0xFFFFFF;

    @Test
    void thePdfHasARowAndABarForEachDayAndTheyAreAsHighAsTheCounts() throws Exception {
        SortedMap<LocalDate, Long> counts = DESK.countByDay();
        try (PDDocument document = Loader.loadPDF(pdf())) {
            List<String> rows = new ArrayList<>();
            counts.forEach((day, count) -> rows.add(day + " " + count + " " + lastOf(day)));
            rows.add("total "
                    + counts.values().stream().mapToLong(Long::longValue).sum());
            assertEquals(rows, textOf(document));
            assertAsHighAs(new ArrayList<>(counts.values()), bars(imageOf(document)));
        }
    }

    private static String lastOf(LocalDate day) {
        List<KnownEvent> events = DESK.of(day);
        return events.get(events.size() - 1).time().format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static byte[] pdf() throws Exception {
        try (InputStream design = Objects.requireNonNull(
                        JasperReportsTest.class.getResourceAsStream("events-per-day.jrxml"), "the design");
                Connection connection = DriverManager.getConnection(DESK.url())) {
            JasperReport report = JasperCompileManager.compileReport(design);
            Map<String, Object> parameters = new HashMap<>();
            parameters.put(
                    "from",
                    new Date(Timestamp.valueOf(KnownDesk.FIRST_DAY.atStartOfDay())
                            .getTime()));
            parameters.put("until", Timestamp.valueOf(KnownDesk.END_DAY.atStartOfDay()));
            return JasperExportManager.exportReportToPdf(JasperFillManager.fillReport(report, parameters, connection));
        }
    }

    /** The lines of the table and the one below it, without those of the chart. */
    private static List<String> textOf(PDDocument document) throws Exception {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d{4}-.*|total .*"))
                .toList();
    }

    private static BufferedImage imageOf(PDDocument document) throws Exception {
        return new PDFRenderer(document).renderImageWithDPI(document.getNumberOfPages() - 1, DOTS_PER_INCH);
    }

    /** The heights in pixels of what is red, from left to right. */
    private static List<Integer> bars(BufferedImage image) {
        List<Integer> heights = new ArrayList<>();
        int height = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            int red = redOf(image, x);
            if (red == 0 && height > 0) {
                heights.add(height);
                height = 0;
            }
            height = Math.max(height, red);
        }
        return heights;
    }

    private static int redOf(BufferedImage image, int x) {
        int red = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            red += (image.getRGB(x, y) & 0xFFFFFF) == RED ? 1 : 0;
        }
        return red;
    }

    /** Half antialiased edges make a bar at most two pixels lower. */
    private static void assertAsHighAs(List<Long> counts, List<Integer> heights) {
        assertEquals(counts.size(), heights.size(), heights::toString);
        double pixelsPerEvent =
                (double) heights.stream().mapToInt(Integer::intValue).sum()
                        / counts.stream().mapToLong(Long::longValue).sum();
        assertTrue(pixelsPerEvent > 5, "a bar one event too high is not seen: " + pixelsPerEvent);
        for (int bar = 0; bar < counts.size(); bar++) {
            assertEquals(counts.get(bar) * pixelsPerEvent, heights.get(bar), 2.5, "bar " + bar + " of " + heights);
        }
    }
}
