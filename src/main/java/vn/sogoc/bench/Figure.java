package vn.sogoc.bench;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param name stable, lower-case words joined by hyphens
 * @param value what was measured
 * @param unit such as {@code 1/s}
 * @param bound what it cannot exceed, in the same unit, measured in the same run
 */
record Figure(String name, double value, String unit, double bound) {
  double ratio() {
    return value / bound;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-14s %,12.0f %-5s %,12.0f  %6.1f %%",
        name,
        value,
        unit,
        bound,
        100 * ratio());
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"value\":%.1f,\"unit\":\"%s\",\"bound\":%.1f,\"ratio\":%.4f}",
        name,
        value,
        unit,
        bound,
        ratio());
  }

  static String head() {
    return String.format(
        Locale.ROOT, "%-14s %12s %-5s %12s  %8s", "name", "value", "unit", "bound", "ratio");
  }
}
