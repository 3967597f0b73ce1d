package vn.sogoc.register.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** The bytes of an uploaded picture; its size is looked at first. */
public final class PageUpload {
  private PageUpload() {}

  /** What was uploaded, at most {@link Pages#LARGEST} bytes of it. */
  public static Bytes of(@Nullable FileUpload file) {
    if (file == null || file.size() > Pages.LARGEST) {
      throw new Refusal(LegacyProblem.IMAGE_REFUSED, "a PNG or JPEG file of at most 8 MB");
    }
    try {
      return Bytes.of(Files.readAllBytes(file.uploadedFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("an upload that was just written", e);
    }
  }
}
