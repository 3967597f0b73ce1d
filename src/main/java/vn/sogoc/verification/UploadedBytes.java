package vn.sogoc.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** The bytes of an uploaded file; the file itself is deleted when the request ends. */
public final class UploadedBytes {
  private static final long LARGEST = 10L * 1024 * 1024;

  private UploadedBytes() {}

  /**
   * Looks at its size and reads it when asked to.
   *
   * @throws Refusal where there is no file, or one of more than 10 MB
   */
  public static Supplier<Bytes> of(@Nullable FileUpload file) {
    if (file == null) {
      throw new Refusal(VerificationProblem.QUESTION_UNCLEAR, "Send one part named file.");
    }
    if (file.size() > LARGEST) {
      throw new Refusal(DocumentProblem.FILE_TOO_LARGE, "A file has at most 10 MB.");
    }
    return () -> read(file);
  }

  private static Bytes read(FileUpload file) {
    try {
      return Bytes.of(Files.readAllBytes(file.uploadedFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    }
  }
}
