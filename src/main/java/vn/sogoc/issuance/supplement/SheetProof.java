package vn.sogoc.issuance.supplement;

import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.supplement.ContentCodec;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/** What an auditor re-derives of a list that waits: the words that are sealed in its rows. */
public final class SheetProof {
  private final Sealing sealing;

  /** With the installation's secret. */
  public SheetProof(Secrets secrets) {
    this.sealing = Sealing.opening(secrets, SheetStore.SEALING);
  }

  /** The words of a row. */
  public Optional<Bytes> words(UUID sheet, int line, Bytes content) {
    return sealing.open(content, SheetStore.context(sheet, line));
  }

  /** What the words say; empty where they are no content. */
  public static Optional<SupplementContent> content(Bytes words) {
    try {
      return Optional.of(ContentCodec.decode(words));
    } catch (MalformedSupplement e) {
      return Optional.empty();
    }
  }
}
