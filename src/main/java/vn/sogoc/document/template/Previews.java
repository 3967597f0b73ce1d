package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.PagePicture;
import vn.sogoc.kernel.Bytes;

/** Draws specimens. Those for everybody are kept, since nothing of them changes. */
@ApplicationScoped
class Previews {
  /** Enough to read on a screen and too little to print. */
  private static final int WIDTH = 1000;

  /** Each has at most two megabytes. */
  private static final int KEPT = 12;

  private final DocumentRenderer renderer;

  private final Map<UUID, Bytes> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Bytes> eldest) {
          return size() > KEPT;
        }
      };

  Previews(DocumentRenderer renderer) {
    this.renderer = renderer;
  }

  /** A picture of the page with a sample row, for those who work on it. PNG. */
  Bytes draw(Artwork art, BilingualText title, IssuerNames issuer, LocalDate day, boolean longest) {
    return inTurn(() -> renderer.sample(art, title, issuer, day, longest, false));
  }

  /** That for everybody, of a template. PNG. */
  Bytes specimen(Template template, Artwork art, BilingualText title, IssuerNames issuer) {
    synchronized (kept) {
      Bytes before = kept.get(template.id());
      if (before != null) {
        return before;
      }
    }
    Bytes made = inTurn(() -> renderer.sample(art, title, issuer, template.from(), false, true));
    synchronized (kept) {
      kept.put(template.id(), made);
    }
    return made;
  }

  private static Bytes inTurn(Supplier<Bytes> pdf) {
    return PagePicture.of(pdf.get(), WIDTH);
  }
}
