package reckoner.document.peers;

import java.awt.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperExportManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.data.JRBeanCollectionDataSource;
import net.sf.jasperreports.engine.util.JRLoader;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.general.DefaultPieDataset;
import reckoner.statement.Bucket;
import reckoner.statement.EngineUse;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

/** A statement as the guides of JasperReports have it: compiled once, beans, charts as images, export by default. */
public final class GuideReport {

    private static final int RING_SIZE = 280;
    private static final int CHART_WIDTH = 1030;
    private static final int CHART_HEIGHT = 296;

    private final JasperReport report;

    /** Load the report that the build compiled. */
    public GuideReport() throws IOException {
        try (InputStream in = GuideReport.class.getResourceAsStream("statement.jasper")) {
            if (in == null) {
                throw new IllegalStateException("statement.jasper is not in the jar; the build compiles it (see reports/pom.xml)");
            }
            report = (JasperReport) JRLoader.loadObject(in);
        } catch (JRException e) {
            throw new IOException("statement.jasper cannot be read", e);
        }
    }

    /** One row as a bean. */
    public record Row(StatementLine line) {

        public Date getDate() {
            return Date.from(line.at());
        }

        public String getEvent() {
            return line.eventLabel();
        }

        public String getService() {
            return line.service();
        }

        public String getType() {
            return line.type();
        }

        public String getStatus() {
            return line.status();
        }

        public BigDecimal getTransaction() {
            return line.movement();
        }

        public BigDecimal getBalance() {
            return line.balance();
        }
    }

    /** Write the statement; two charts, no fonts of its own, no tags. */
    public void pdf(Statement statement, OutputStream out) throws IOException {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("TITLE", "Account statement " + statement.label() + ", " + statement.holder().name());
        parameters.put("RING", ring(statement.byEngine()));
        parameters.put("CHART", chart(statement.timeline()));
        List<Row> rows = statement.lines().stream().map(Row::new).toList();
        try {
            JasperExportManager.exportReportToPdfStream(
                    JasperFillManager.fillReport(report, parameters, new JRBeanCollectionDataSource(rows)), out);
        } catch (JRException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Image ring(List<EngineUse> uses) {
        DefaultPieDataset<String> data = new DefaultPieDataset<>();
        uses.forEach(use -> data.setValue(use.engine(), use.amount()));
        JFreeChart chart = ChartFactory.createRingChart("Credits used", data, true, false, false);
        return chart.createBufferedImage(RING_SIZE, RING_SIZE);
    }

    private static Image chart(List<Bucket> buckets) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        buckets.forEach(bucket -> data.addValue(bucket.creditsUsed(), "Credits used", bucket.label()));
        return ChartFactory.createBarChart("Activity", "Day", "Credits", data).createBufferedImage(CHART_WIDTH, CHART_HEIGHT);
    }
}
