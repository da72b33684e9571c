package reckoner.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFShapeProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFDoughnutChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/**
 * Put native charts on a sheet.
 *
 * <p>Their values are given beside the reference to cells, for formula cells and streamed rows cannot be read back; every colour is
 * explicit, for without a theme LibreOffice would draw nothing.
 */
final class BookCharts {

    private static final String GRID = "#E4E9ED";

    private final XSSFSheet sheet;
    private final Locale language;

    /** @param language of the titles; POI would take the machine's */
    BookCharts(XSSFSheet sheet, Language language) {
        this.sheet = sheet;
        this.language = Locale.forLanguageTag(language.tag());
    }

    /** Name where a chart's figures stand: a sheet and the columns, counted from 0, of names and values from row 2 on. */
    record Figures(String sheet, int nameColumn, int valueColumn, List<String> names, List<BigDecimal> values) {

        XDDFCategoryDataSource categories() {
            return XDDFDataSourcesFactory.fromArray(names.toArray(new String[0]), range(nameColumn), nameColumn);
        }

        XDDFNumericalDataSource<Double> numbers() {
            return XDDFDataSourcesFactory.fromArray(
                    values.stream().map(CellWriter::exact).toArray(Double[]::new), range(valueColumn), valueColumn);
        }

        private String range(int column) {
            String letter = TableSheet.letter(column);
            return "'" + sheet + "'!$" + letter + "$2:$" + letter + "$" + (names.size() + 1);
        }
    }

    void doughnut(String title, Figures figures, List<String> colours, int column, int row, int width, int height) {
        XSSFChart chart = chart(title, column, row, width, height);
        chart.getOrAddLegend().setPosition(LegendPosition.RIGHT);
        XDDFDoughnutChartData data = (XDDFDoughnutChartData) chart.createData(ChartTypes.DOUGHNUT, null, null);
        data.setVaryColors(true);
        data.setHoleSize(58);
        XDDFChartData.Series series = data.addSeries(figures.categories(), figures.numbers());
        series.setTitle(title, null);
        chart.plot(data);
        for (int i = 0; i < colours.size(); i++) {
            XDDFShapeProperties shape = new XDDFShapeProperties();
            shape.setFillProperties(fill(colours.get(i)));
            XDDFLineProperties edge = new XDDFLineProperties(fill("#FFFFFF"));
            edge.setWidth(1.25);
            shape.setLineProperties(edge);
            series.getDataPoint(i).setShapeProperties(shape);
        }
    }

    void line(String title, Figures figures, String colour, int column, int row, int width, int height) {
        XSSFChart chart = chart(title, column, row, width, height);
        XDDFCategoryAxis across = chart.createCategoryAxis(AxisPosition.BOTTOM);
        XDDFValueAxis up = chart.createValueAxis(AxisPosition.LEFT);
        up.setCrosses(AxisCrosses.AUTO_ZERO);
        up.setMinimum(0);
        XDDFLineProperties grid = new XDDFLineProperties(fill(GRID));
        grid.setWidth(0.5);
        up.getOrAddMajorGridProperties().setLineProperties(grid);
        across.getOrAddShapeProperties().setLineProperties(new XDDFLineProperties(fill("#9AA5B1")));
        XDDFLineChartData data = (XDDFLineChartData) chart.createData(ChartTypes.LINE, across, up);
        XDDFLineChartData.Series series = (XDDFLineChartData.Series) data.addSeries(figures.categories(), figures.numbers());
        series.setTitle(title, null);
        series.setSmooth(false);
        // A dot for each interval: a line of one would not be seen.
        series.setMarkerStyle(MarkerStyle.CIRCLE);
        XDDFLineProperties line = new XDDFLineProperties(fill(colour));
        line.setWidth(2.0);
        series.setLineProperties(line);
        XDDFShapeProperties dot = new XDDFShapeProperties();
        dot.setFillProperties(fill(colour));
        dot.setLineProperties(new XDDFLineProperties(fill(colour)));
        series.getCTLineSer().getMarker().setSpPr(dot.getXmlObject());
        chart.plot(data);
    }

    private XSSFChart chart(String title, int column, int row, int width, int height) {
        XSSFClientAnchor anchor = new XSSFClientAnchor(0, 0, 0, 0, column, row, column + width, row + height);
        XSSFChart chart = sheet.createDrawingPatriarch().createChart(anchor);
        chart.setTitleText(title);
        chart.setTitleOverlay(false);
        chart.getTitle().getBody().getParagraph(0).getTextRuns().forEach(run -> {
            run.setFontSize(12d);
            run.setBold(true);
            run.setLanguage(language);
        });
        XDDFShapeProperties frame = chart.getOrAddShapeProperties();
        frame.setFillProperties(fill("#FFFFFF"));
        frame.setLineProperties(new XDDFLineProperties(fill(GRID)));
        return chart;
    }

    private static XDDFSolidFillProperties fill(String hex) {
        java.awt.Color colour = java.awt.Color.decode(hex);
        return new XDDFSolidFillProperties(
                XDDFColor.from(new byte[] {(byte) colour.getRed(), (byte) colour.getGreen(), (byte) colour.getBlue()}));
    }
}
