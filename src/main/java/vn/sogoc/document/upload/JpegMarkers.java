package vn.sogoc.document.upload;

/**
 * Follows the markers of a JPEG (ITU-T T.81, annex B) from its first byte to the end of its first
 * picture, decoding nothing. It is as tolerant as the decoder behind it: bytes between segments,
 * fill bytes, and markers without a length are passed over, and tables alone may precede the
 * picture. What a decoder would spend is thereby known before it is asked. Data may come in pieces.
 */
final class JpegMarkers {
  private enum State {
    BETWEEN,
    MARKER,
    LENGTH_HIGH,
    LENGTH_LOW,
    SEGMENT,
    ENDED
  }

  /** Sample precision, height, width and number of components (B.2.2). */
  private static final int FRAME_FIELDS = 6;

  private State state = State.BETWEEN;
  private int marker;
  private int left;
  private final int[] fields = new int[FRAME_FIELDS];
  private int read;
  private int length;
  private int width;
  private int height;
  private int scans;

  static boolean begins(byte[] data, int start, int end) {
    return end - start >= 3 && data[start] == (byte) 0xff && data[start + 1] == (byte) 0xd8;
  }

  static JpegMarkers of(byte[] data) {
    JpegMarkers markers = new JpegMarkers();
    markers.read(data, 0, data.length);
    return markers;
  }

  /** Takes in the next piece; false where nothing after it belongs to the picture. */
  boolean read(byte[] data, int start, int end) {
    for (int i = start; i < end && state != State.ENDED; i++) {
      int b = data[i] & 0xff;
      switch (state) {
        case BETWEEN -> state = b == 0xff ? State.MARKER : State.BETWEEN;
        case MARKER -> marker(b);
        case LENGTH_HIGH -> {
          length = b << 8;
          state = State.LENGTH_LOW;
        }
        case LENGTH_LOW -> {
          length |= b;
          left = Math.max(0, length - 2);
          read = 0;
          state = left == 0 ? State.BETWEEN : State.SEGMENT;
        }
        case SEGMENT -> i += segment(b, end - i - 1);
        case ENDED -> throw new IllegalStateException("the loop ends with the picture");
      }
    }
    return state != State.ENDED;
  }

  private void marker(int b) {
    if (b == 0xff) {
      return; // a fill byte
    }
    boolean alone = b == 0x01 || (b >= 0xd0 && b <= 0xd8); // TEM, RST0 to RST7, SOI
    if (b == 0 || alone) {
      state = State.BETWEEN; // FF 00 is a byte of coded data
    } else if (b == 0xd9) {
      state = hasFrame() ? State.ENDED : State.BETWEEN; // tables alone end with EOI too
    } else {
      if (b == 0xda && hasFrame()) {
        scans++;
      }
      marker = b;
      state = State.LENGTH_HIGH;
    }
  }

  /** One byte of a segment; returns how many of the following ones are passed over with it. */
  private int segment(int b, int following) {
    left--;
    int skipped = 0;
    if (isFrame(marker) && read < FRAME_FIELDS) {
      fields[read++] = b;
      if (read == FRAME_FIELDS) {
        frame();
      }
    } else {
      skipped = Math.min(left, following);
      left -= skipped;
    }
    if (left == 0) {
      state = State.BETWEEN;
    }
    return skipped;
  }

  private void frame() {
    int components = fields[5];
    if (components >= 1 && components <= 4 && length == 8 + 3 * components && !hasFrame()) {
      height = fields[1] << 8 | fields[2];
      width = fields[3] << 8 | fields[4];
    }
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
  private static boolean isFrame(int marker) {
    return marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
  }

  /** Whether there is a frame header, without which nothing is decoded. */
  boolean hasFrame() {
    return pixels() > 0;
  }

  /** Width of the frame, 0 where there is none. */
  int width() {
    return width;
  }

  /** Height of the frame, 0 where there is none. */
  int height() {
    return height;
  }

  /** Width times height of the frame. */
  long pixels() {
    return (long) width * height;
  }

  /** Scans of the frame so far. */
  int scans() {
    return scans;
  }
}
