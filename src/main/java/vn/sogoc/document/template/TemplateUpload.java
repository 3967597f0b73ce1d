package vn.sogoc.document.template;

import java.util.function.Supplier;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.upload.PictureReader;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.FormFields;
import vn.sogoc.platform.proposals.Proposals;

/** A picture that somebody sent; one that is too large is refused before it is read. */
public final class TemplateUpload {
  private TemplateUpload() {}

  /** Its bytes, when they are asked for. */
  public static Supplier<Bytes> of(@Nullable FileUpload file) {
    if (file == null) {
      throw Proposals.refused("picture", "a PNG or JPEG file of at most 10 MB");
    }
    if (file.size() > PictureReader.MAX_FILE) {
      throw new Refusal(DocumentProblem.FILE_TOO_LARGE, "a picture has at most 10 MB");
    }
    return () -> FormFields.content(file);
  }
}
