package vn.sogoc;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./sogoc run} refuses to guess. A demo that slipped into production would issue
 * diplomas under keys that anybody has.
 */
final class ProductionRules {
  private static final List<String> REQUIRED =
      List.of(
          "address",
          "db.url",
          "secrets.master",
          "trust.root",
          "trust.list",
          "trust.keys",
          "trust.keys-password");

  private ProductionRules() {}

  static void check(Settings settings) throws Unstartable {
    List<String> missing = new ArrayList<>();
    for (String name : REQUIRED) {
      if (settings.find(name).isEmpty()) {
        missing.add(variable(name));
      }
    }
    if (!missing.isEmpty()) {
      throw new Unstartable(
          "Production needs "
              + String.join(", ", missing)
              + " (see README.md). For a trial use ./sogoc demo.");
    }
  }

  private static String variable(String name) {
    return "SOGOC_" + name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
  }
}
