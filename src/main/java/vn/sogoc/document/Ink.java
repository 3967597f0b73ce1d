package vn.sogoc.document;

/**
 * The colours of the pages, in sRGB. Few, and none that a black-and-white copy would lose.
 *
 * @param red 0 to 1
 * @param green 0 to 1
 * @param blue 0 to 1
 */
record Ink(float red, float green, float blue) {
  /** The QR code and what must stay black on any printer. */
  static final Ink BLACK = of(0x000000);

  static final Ink TEXT = of(0x1f1b16);
  static final Ink QUIET = of(0x6a6156);
  static final Ink RED = of(0x8c1d18);
  static final Ink GOLD = of(0xa98a45);
  static final Ink GOLD_DARK = of(0x7d6430);
  static final Ink GOLD_MIST = of(0xf3eddf);
  static final Ink TEAL = of(0x0e4d55);
  static final Ink TEAL_LINE = of(0x4d8c92);
  static final Ink TEAL_MIST = of(0xe9f2f2);
  static final Ink TEAL_SHADE = of(0xd6e6e7);
  static final Ink WHITE = of(0xffffff);

  /** A colour as 0xrrggbb. */
  static Ink of(int rgb) {
    return new Ink(((rgb >> 16) & 0xff) / 255f, ((rgb >> 8) & 0xff) / 255f, (rgb & 0xff) / 255f);
  }

  boolean isGray() {
    return red == green && green == blue;
  }
}
