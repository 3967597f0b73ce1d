package vn.sogoc.document;

/** How large a code is printed. */
final class QrPlace {
  /** Five dots of a printer of 300 dpi: what phones read at arm's length. */
  static final float MODULE_MM = 0.42f;

  /** Four dots: the least that is printed, for records with long texts only. */
  private static final float LEAST_MODULE_MM = 0.34f;

  /** Width of the smallest code with its quiet zone, whatever its version. */
  private static final float LEAST_SIDE_MM = 33.2f;

  private static final float POINTS_PER_MM = 72 / 25.4f;

  private QrPlace() {}

  /**
   * Side in points with the quiet zone, at most so many points unless modules would be too fine.
   */
  static float side(QrCode code, float most) {
    float wanted = Math.max(code.sizeWithQuietZone() * MODULE_MM, LEAST_SIDE_MM) * POINTS_PER_MM;
    float least = code.sizeWithQuietZone() * LEAST_MODULE_MM * POINTS_PER_MM;
    return Math.max(least, Math.min(wanted, most));
  }
}
