package vn.sogoc.document;

import vn.sogoc.kernel.ProblemType;

/** Why a file was not read or a page was not made. */
public enum DocumentProblem implements ProblemType {
  /** More bytes than an upload may have. */
  FILE_TOO_LARGE("file-too-large", 413),
  /**
   * Neither PNG nor JPEG nor PDF by its first bytes; the name and the declared type do not count.
   */
  FILE_TYPE_UNSUPPORTED("file-type-unsupported", 415),
  /** Begins like an accepted file and cannot be read as one. */
  FILE_DAMAGED("file-damaged", 422),
  /** The PDF is encrypted, with or without a password that is needed to open it. */
  PDF_ENCRYPTED("pdf-encrypted", 422),
  /** A PDF that unpacks to far more than a page needs, or uses what no ordinary PDF uses. */
  PDF_TOO_COMPLEX("pdf-too-complex", 422),
  /** More pixels than are decoded. */
  IMAGE_TOO_LARGE("image-too-large", 422),
  /** The file was read and holds no QR code that can be made out. */
  NO_QR_FOUND("no-qr-found", 422),
  /** Reading was given up at its time limit. */
  FILE_TOO_SLOW("file-too-slow", 422),
  /** As many files are being read as memory allows. */
  READER_BUSY("reader-busy", 503),
  /** A text of the record has a character for which the page's typefaces have no letter. */
  TEXT_NOT_PRINTABLE("text-not-printable", 422);

  private final String slug;
  private final int status;

  DocumentProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }
}
