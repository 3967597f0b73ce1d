package vn.sogoc.document.upload;

/** What the markers of a JPEG (ITU-T T.81, annex B) tell before anything is decoded. */
final class JpegHeader {
  private JpegHeader() {}

  static boolean begins(byte[] data, int start, int end) {
    return end - start >= 3
        && data[start] == (byte) 0xff
        && data[start + 1] == (byte) 0xd8
        && data[start + 2] == (byte) 0xff;
  }

  /** Width times height of the first frame header (B.2.2), 0 where there is none. */
  static long pixels(byte[] data, int start, int end) {
    int at = start + 2;
    while (at + 9 < end && data[at] == (byte) 0xff) {
      int marker = data[at + 1] & 0xff;
      if (isFrame(marker)) {
        return (long) twoBytes(data, at + 5) * twoBytes(data, at + 7);
      }
      // fill bytes may precede a marker; every other segment before the frame states its length
      at += marker == 0xff ? 1 : 2 + twoBytes(data, at + 2);
    }
    return 0;
  }

  /**
   * Start-of-scan markers. Within coded data the byte FF is always followed by 00 or a restart, so
   * that at most a thumbnail counts besides.
   */
  static int scans(byte[] data) {
    int scans = 0;
    for (int i = 0; i + 1 < data.length; i++) {
      if (data[i] == (byte) 0xff && data[i + 1] == (byte) 0xda) {
        scans++;
      }
    }
    return scans;
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
  private static boolean isFrame(int marker) {
    return marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
  }

  private static int twoBytes(byte[] data, int at) {
    return ((data[at] & 0xff) << 8) | (data[at + 1] & 0xff);
  }
}
