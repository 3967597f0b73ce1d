package vn.sogoc.issuance.prints;

import java.util.Arrays;
import java.util.Optional;

/** In which form documents leave together. */
public enum PrintForm {
  /** One PDF each, with a list of them. */
  ZIP("zip", "zip", "application/zip", 25),
  /** One PDF with all pages, for a printer. */
  PDF("pdf", "pdf", "application/pdf", 50),
  /** The same with what is of each holder alone, for blanks that have the rest. */
  OVERPRINT("overprint", "pdf", "application/pdf", 50);

  private final String code;
  private final String ending;
  private final String mediaType;
  private final int chunk;

  PrintForm(String code, String ending, String mediaType, int chunk) {
    this.code = code;
    this.ending = ending;
    this.mediaType = mediaType;
    this.chunk = chunk;
  }

  /** The word in the API. */
  public String code() {
    return code;
  }

  /** Of the file's name. */
  String ending() {
    return ending;
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
