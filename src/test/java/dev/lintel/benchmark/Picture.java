package dev.lintel.benchmark;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of the report, all of one width and look. */
final class Picture {

  private static final int WIDTH = 900;
  private static final Color[] COLORS = {
    new Color(0x1f77b4), new Color(0xd95f02), new Color(0x2ca02c), new Color(0xc2185b),
    new Color(0x7b4fb5), new Color(0x8c564b), new Color(0x5f6b78), new Color(0xb59a00),
    new Color(0x17becf), new Color(0x000000)
  };
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
  };

  private Picture() {}

  /** Lines of cost against size, both on logarithmic axes. */
  static XYChart growth(String title, String sizes, String cost) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(480)
            .title(title)
            .xAxisTitle(sizes)
            .yAxisTitle(cost)
            .theme(ChartTheme.XChart)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setXAxisLogarithmic(true);
    styler.setYAxisLogarithmic(true);
    styler.setMarkerSize(7);
    styler.setXAxisDecimalPattern("#,###");
    styler.setYAxisDecimalPattern("#,###");
    style(chart);
    return chart;
  }

  static void line(XYChart chart, String name, List<? extends Number> x, List<Double> y) {
    int n = chart.getSeriesMap().size();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(MARKERS[n % MARKERS.length]);
    series.setMarkerColor(COLORS[n % COLORS.length]);
    series.setLineColor(COLORS[n % COLORS.length]);
    series.setLineStyle(new BasicStroke(1.6f));
  }

  /** Whole powers of ten as the ends of the axis of cost: only those are labelled. */
  private static void decades(XYChart chart) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (XYSeries series : chart.getSeriesMap().values()) {
      for (double y : series.getYData()) {
        least = Math.min(least, y);
        most = Math.max(most, y);
      }
    }
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
    chart.getStyler().setYAxisMax(Math.pow(10, Math.ceil(Math.log10(most))));
  }

  static CategoryChart bars(String title, String groups, String height) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(420)
            .title(title)
            .xAxisTitle(groups)
            .yAxisTitle(height)
            .theme(ChartTheme.XChart)
            .build();
    CategoryStyler styler = chart.getStyler();
    styler.setAvailableSpaceFill(0.5);
    styler.setLabelsVisible(true);
    styler.setYAxisMin(0.0);
    styler.setYAxisDecimalPattern("#,###");
    styler.setSeriesColors(COLORS);
    style(chart);
    return chart;
  }

  /** A point for each series in each group, for more of both than bars can show. */
  static CategoryChart dots(String title, String height) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(640)
            .title(title)
            .yAxisTitle(height)
            .theme(ChartTheme.XChart)
            .build();
    CategoryStyler styler = chart.getStyler();
    styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    styler.setXAxisLabelRotation(60);
    styler.setYAxisMin(0.0);
    styler.setYAxisDecimalPattern("0.0");
    styler.setSeriesColors(COLORS);
    styler.setSeriesMarkers(MARKERS);
    styler.setMarkerSize(9);
    style(chart);
    return chart;
  }

  private static void style(Chart<?, ?> chart) {
    Styler styler = chart.getStyler();
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendBorderColor(Color.WHITE);
  }

  static void write(Report report, Chart<?, ?> chart, String file) throws IOException {
    if (chart instanceof XYChart lines) {
      decades(lines);
    }
    BitmapEncoder.saveBitmap(chart, report.folder().resolve(file).toString(), BitmapFormat.PNG);
    report.picture(chart.getTitle(), file + ".png");
  }
}
