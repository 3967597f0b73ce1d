package vn.sogoc.document;

import java.util.Random;

/** Texts as long as those of real records. */
public final class Samples {
  private Samples() {}

  /** The address of a record of so many bytes, at the host of the measurements. */
  public static String address(int recordBytes, long seed) {
    return address("https://vb.gov.vn", recordBytes, seed);
  }

  /** The address of a record of so many bytes. */
  public static String address(String publicAddress, int recordBytes, long seed) {
    byte[] record = new byte[recordBytes];
    new Random(seed).nextBytes(record);
    return publicAddress + "/q#A" + vn.sogoc.kernel.Base32.encode(record);
  }
}
