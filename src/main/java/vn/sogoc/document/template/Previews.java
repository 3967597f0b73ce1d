package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Draws specimens, two at once: a page with a picture in print quality takes a tenth of a second
 * and tens of megabytes. Those for everybody are kept, since nothing of them changes.
 */
@ApplicationScoped
class Previews {
  /** Enough to read on a screen and too little to print. */
  private static final int WIDTH = 1000;

  private static final int AT_ONCE = 2;
  private static final int WAIT_SECONDS = 5;
  private static final int KEPT = 64;

  private final DocumentRenderer renderer;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
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

  private Bytes inTurn(java.util.function.Supplier<Bytes> pdf) {
    boolean mine;
    try {
      mine = turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new Refusal(
          DocumentProblem.READER_BUSY, "too many previews are being drawn; try again");
    }
    try {
      return DocumentRenderer.picture(pdf.get(), WIDTH);
    } finally {
      turns.release();
    }
  }
}
