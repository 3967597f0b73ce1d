package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void loads() {
    assertThat(Catalogue.load().kinds()).hasSize(37);
  }
}
