package vn.sogoc.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The product's classes and the floors they stand on. */
final class House {
  static final String ROOT = "vn.sogoc";

  /**
   * From the ground up; packages of one floor are neighbours that do not know each other. The last
   * is the roof: what starts the program.
   */
  static final List<List<String>> FLOORS =
      List.of(
          List.of("kernel"),
          List.of("crypto"),
          List.of("platform"),
          List.of("credential", "tlog"),
          List.of("institution", "person"),
          List.of("register"),
          List.of("status", "document"),
          List.of("publication"),
          List.of("issuance", "verification"),
          List.of("casework", "reportcard", "holder", "exchange", "report", "audit", "monitor"),
          List.of("web"),
          List.of("bench", "demo"),
          List.of(""));

  /** Inside crypto, from below; merkle stands beside them and needs none of them. */
  static final List<String> CRYPTO = List.of("cbor", "keys", "cose", "note", "bundle");

  private House() {}

  static JavaClasses classes() {
    return Holder.CLASSES;
  }

  static boolean isOurs(JavaClass type) {
    return isInside(type, ROOT);
  }

  static boolean isInside(JavaClass type, String packageName) {
    String name = type.getPackageName();
    return name.equals(packageName) || name.startsWith(packageName + ".");
  }

  /** The first word after the root: {@code crypto} for {@code vn.sogoc.crypto.keys}. */
  static String feature(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length() + 1);
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  /** The floor of a feature, empty where the house has no room for it. */
  static Optional<Integer> floor(String feature) {
    return IntStream.range(0, FLOORS.size())
        .filter(i -> FLOORS.get(i).contains(feature))
        .boxed()
        .findFirst();
  }

  /** Reading takes a second or two and is shared by all rules. */
  private static final class Holder {
    static final JavaClasses CLASSES =
        new ClassFileImporter().importPath(Path.of("target/classes"));
  }
}
