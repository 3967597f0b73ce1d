package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import vn.sogoc.credential.LinkText;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.secrets.Secrets;

/**
 * What a small code has that the id of its record does not tell: ids of records are told to whoever
 * asks about a replacement, and must not open what stands on somebody else's paper.
 */
@ApplicationScoped
public class SmallCodes {
  private final Secrets.Keyed key;

  SmallCodes(Secrets secrets) {
    this.key = secrets.keyed("small-code");
  }

  /** The link that is printed for a record. */
  public LinkText.Link of(PublicId record) {
    return new LinkText.Link(record, tag(record));
  }

  /** Whether a link was printed for its record. */
  public boolean isPrinted(LinkText.Link link) {
    return MessageDigest.isEqual(link.tag().toArray(), tag(link.record()).toArray());
  }

  private Bytes tag(PublicId record) {
    return key.hash(record.value().toArray()).slice(0, LinkText.TAG_SIZE);
  }
}
