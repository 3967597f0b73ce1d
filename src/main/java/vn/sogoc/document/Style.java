package vn.sogoc.document;

/**
 * How a line of text looks.
 *
 * @param use the typeface
 * @param size in points
 * @param ink its colour
 * @param tracking space added after every letter, in thousandths of the size
 */
record Style(Typeface.Use use, float size, Ink ink, float tracking) {
  static Style of(Typeface.Use use, float size, Ink ink) {
    return new Style(use, size, ink, 0);
  }

  Style sized(float points) {
    return new Style(use, points, ink, tracking);
  }

  Style tracked(float thousandths) {
    return new Style(use, size, ink, thousandths);
  }

  /** Width of a line in points; the tracking after the last letter does not count. */
  float width(String text) {
    int letters = text.codePointCount(0, text.length());
    return (Typeface.of(use).width(text) + tracking * Math.max(0, letters - 1)) * size / 1000;
  }
}
