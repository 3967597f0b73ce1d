package vn.sogoc.crypto.bundle;

import java.util.List;
import vn.sogoc.kernel.Bytes;

/** Lines of three bundles whose second names other roots than the first, for other packages. */
public final class RotatedBundles {
  /** The roots that the first bundle of each line names. */
  public static final BundleRoots FIRST_ROOTS = BundleSamples.ABC;

  private RotatedBundles() {}

  /** The second is signed by enough of the old roots and of the new ones. */
  public static List<Bytes> byBothThresholds() {
    return line("root a", "root c", "root d");
  }

  /** The second is signed by enough of those alone that it names itself. */
  public static List<Bytes> byTheNewRootsAlone() {
    return line("root d", "root e");
  }

  private static List<Bytes> line(String... rotatedBy) {
    Bytes first =
        BundleSamples.signed(BundleSamples.bundle(1, null, BundleSamples.ABC), "root a", "root b");
    Bytes second =
        BundleSamples.signed(BundleSamples.bundle(2, first, BundleSamples.CDE), rotatedBy);
    Bytes third =
        BundleSamples.signed(
            BundleSamples.bundle(3, second, BundleSamples.CDE), "root d", "root e");
    return List.of(first, second, third);
  }
}
