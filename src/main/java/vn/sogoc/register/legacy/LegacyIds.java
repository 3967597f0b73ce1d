package vn.sogoc.register.legacy;

import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/** Identifiers as callers write them. */
public final class LegacyIds {
  private LegacyIds() {}

  /** A book. */
  public static PublicId book(String typed) {
    return PublicId.parse(RegisterCopy.BOOK_KIND, typed)
        .orElseThrow(() -> new Refusal(LegacyProblem.BOOK_UNKNOWN, "no such book here"));
  }

  /** A page. */
  public static PublicId page(String typed) {
    return PublicId.parse(BookPageEntity.ID_KIND, typed).orElseThrow(Pages::unknown);
  }

  /** A copy. */
  public static PublicId copy(String typed) {
    return PublicId.parse(RegisterCopy.ID_KIND, typed).orElseThrow(Pages::unknown);
  }

  /** A hash that somebody approves. */
  public static Digest hash(@org.jspecify.annotations.Nullable String typed) {
    if (typed == null || !typed.matches("[0-9a-fA-F]{64}")) {
      throw new Refusal(LegacyProblem.BOOK_REFUSED, "contentHash: expected 64 hexadecimal digits");
    }
    return Digest.ofHex(typed);
  }
}
