package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Kinds whose templates this node met otherwise than two persons agreed to them, until it meets
 * them whole again: documents of these have another page than they should, and somebody must know.
 */
@ApplicationScoped
class AlteredTemplates {
  private static final Logger LOG = Logger.getLogger(AlteredTemplates.class);

  private record Of(int institution, String kind) {}

  private final Set<Of> altered = ConcurrentHashMap.newKeySet();

  void met(int institution, String kind) {
    altered.add(new Of(institution, kind));
    LOG.errorf(
        "alarm: a template of institution %d is not what two persons agreed to; none is used",
        institution);
  }

  void whole(int institution, String kind) {
    altered.remove(new Of(institution, kind));
  }

  /** Of how many kinds of institutions; each is looked at whenever a document of it is made. */
  int count() {
    return altered.size();
  }
}
