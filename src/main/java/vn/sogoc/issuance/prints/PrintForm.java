package vn.sogoc.issuance.prints;

import java.util.Arrays;
import java.util.Optional;

/** In which form documents leave together. */
public enum PrintForm {
  /** One PDF each, with a list of them. */
  ZIP("zip", "application/zip", 25),
  /** One PDF with all pages, for a printer. */
  PDF("pdf", "application/pdf", 50);

  private final String code;
  private final String mediaType;
  private final int chunk;

  PrintForm(String code, String mediaType, int chunk) {
    this.code = code;
    this.mediaType = mediaType;
    this.chunk = chunk;
  }

  /** The word in the API, and the ending of the file's name. */
  public String code() {
    return code;
  }

  /** What the file says that it is. */
  public String mediaType() {
    return mediaType;
  }

  /** So many documents are drawn, and in memory, at once. */
  int chunk() {
    return chunk;
  }

  /** The form of that code. */
  public static Optional<PrintForm> ofCode(String code) {
    return Arrays.stream(values()).filter(form -> form.code.equals(code)).findFirst();
  }
}
