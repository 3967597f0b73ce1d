package vn.sogoc.institution.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.trail.Doer;

/** The form that asks for a mandate, as it arrives. */
public class MandateForm {
  @RestForm
  @Schema(description = "whose it will be", required = true)
  @Nullable String account;

  @RestForm
  @Schema(description = "title in Vietnamese, such as Hiệu trưởng", required = true)
  @Nullable String titleVi;

  @RestForm
  @Schema(description = "title in English", required = true)
  @Nullable String titleEn;

  @RestForm
  @Schema(description = "codes of kinds, each a field of its own", required = true)
  @Nullable List<String> kinds;

  @RestForm
  @Schema(description = "first day", format = "date", required = true)
  @Nullable String from;

  @RestForm
  @Schema(description = "last day; left out while it lasts", format = "date")
  @Nullable String until;

  @RestForm
  @Schema(description = "number of the decision", required = true)
  @Nullable String decisionNumber;

  @RestForm
  @Schema(description = "its date", format = "date", required = true)
  @Nullable String decisionDate;

  @RestForm
  @Schema(description = "KT., TM., TUQ. or Q.; left out for the head")
  @Nullable String signsAs;

  @RestForm
  @Schema(
      description = "the personal key it is exercised with; without, nothing can be signed",
      pattern = "^[0-9a-f]{16}$")
  @Nullable String key;

  @RestForm
  @Schema(description = "of a change of head: the mandate that ends the day before")
  @Nullable String replaces;

  @RestForm("document")
  @Schema(description = "the decision itself: PDF, PNG or JPEG, at most 10 MB", required = true)
  @Nullable FileUpload document;

  /** What is asked for. */
  public MandateAsked toCommand() {
    Set<String> wanted = new LinkedHashSet<>(kinds == null ? List.of() : kinds);
    return new MandateAsked(
        PublicId.parse(Doer.ID_KIND, account == null ? "" : account)
            .orElseThrow(() -> Proposals.refused("account", "somebody who works there")),
        titleVi,
        titleEn,
        wanted,
        from,
        until,
        decisionNumber,
        decisionDate,
        signsAs,
        named(),
        replaced(),
        content());
  }

  private Optional<KeyId> named() {
    if (key == null || key.isBlank()) {
      return Optional.empty();
    }
    if (!key.matches("[0-9a-f]{16}")) {
      throw Proposals.refused("key", "16 hexadecimal digits");
    }
    return Optional.of(KeyId.ofHex(key));
  }

  private @Nullable UUID replaced() {
    return replaces == null || replaces.isBlank()
        ? null
        : PublicId.parse(MandateTerms.ID_KIND, replaces)
            .map(PublicId::key)
            .orElseThrow(() -> Proposals.refused("replaces", "a mandate of the institution"));
  }

  private Bytes content() {
    FileUpload upload = document;
    if (upload == null) {
      throw Proposals.refused("document", "a PDF, PNG or JPEG file of at most 10 MB");
    }
    try {
      return Bytes.of(Files.readAllBytes(upload.uploadedFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("an upload that was just written", e);
    }
  }
}
