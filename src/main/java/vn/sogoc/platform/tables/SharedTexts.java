package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts that cells of a workbook share (ECMA-376-1 §18.4), packed as UTF-8 in blocks: a million
 * names take a fifth of what as many strings would. Never more than the limits allow.
 */
final class SharedTexts {
  private static final int BLOCK = 1 << 20;
  private static final int PER_TEXT = 8;

  private final List<byte[]> blocks = new ArrayList<>();
  private int used = BLOCK;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int count;

  private SharedTexts() {}

  static SharedTexts none() {
    return new SharedTexts();
  }

  static SharedTexts read(InputStream part, Limits limits) throws IOException {
    SharedTexts texts = new SharedTexts();
    long kept = 0;
    try (Xml xml = new Xml(part)) {
      while (xml.next()) {
        if (xml.isStart("si")) {
          byte[] text = RichText.read(xml, "si", kept(limits)).getBytes(StandardCharsets.UTF_8);
          kept += text.length + PER_TEXT;
          if (kept > limits.shared()) {
            throw Header.tooLarge(
                0, "", "at most " + limits.shared() + " bytes of different texts", "more");
          }
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** Longer cells are refused by row, but what is shared must fit into a block. */
  private static int kept(Limits limits) {
    return Math.min(limits.cell() + 1, BLOCK / 4);
  }

  int size() {
    return count;
  }

  String get(int index) {
    byte[] block = blocks.get(starts[index] / BLOCK);
    int start = starts[index] % BLOCK;
    return new String(block, start, ends[index] - starts[index], StandardCharsets.UTF_8);
  }

  private void add(byte[] text) {
    if (used + text.length > BLOCK) {
      blocks.add(new byte[BLOCK]);
      used = 0;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    System.arraycopy(text, 0, blocks.getLast(), used, text.length);
    starts[count] = (blocks.size() - 1) * BLOCK + used;
    ends[count] = starts[count] + text.length;
    used += text.length;
    count++;
  }
}
