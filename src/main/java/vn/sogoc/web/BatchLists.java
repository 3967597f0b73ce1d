package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

/** Lists of batches, the same on every page that has one. */
@ApplicationScoped
class BatchLists {
  private final Batches batches;
  private final Catalogue catalogue;
  private final boolean apiDocs;

  BatchLists(
      Batches batches,
      Catalogue catalogue,
      @ConfigProperty(name = "quarkus.swagger-ui.enabled") boolean apiDocs) {
    this.batches = batches;
    this.catalogue = catalogue;
    this.apiDocs = apiDocs;
  }

  /** A page of them, newest first, after the given one. */
  BatchesScreen of(Ui ui, Actor actor, @Nullable PublicId after, int size) {
    List<BatchView> found = batches.list(actor, after, size + 1);
    List<BatchView> page = found.subList(0, Math.min(size, found.size()));
    return new BatchesScreen(
        lines(ui, page),
        ui.can(Role.PREPARE),
        apiDocs,
        found.size() > size ? "/me/batches?after=" + page.getLast().id() : null);
  }

  /** One line each. */
  List<BatchesScreen.Line> lines(Ui ui, List<BatchView> found) {
    return found.stream()
        .map(batch -> BatchesScreen.Line.of(ui, batch, kind(ui, batch.kind())))
        .toList();
  }

  /** The name of a kind. */
  String kind(Ui ui, String code) {
    return catalogue.kind(code).map(kind -> ui.of(kind.label())).orElse(code);
  }
}
