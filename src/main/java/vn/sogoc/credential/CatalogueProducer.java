package vn.sogoc.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the one catalogue and the codec over it to whoever asks. */
@ApplicationScoped
class CatalogueProducer {
  @Produces
  @Singleton
  Catalogue catalogue() {
    return Catalogue.load();
  }

  @Produces
  @Singleton
  RecordCodec recordCodec(Catalogue catalogue) {
    return new RecordCodec(catalogue);
  }
}
