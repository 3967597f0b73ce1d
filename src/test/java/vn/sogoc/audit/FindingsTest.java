package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
  @Test
  void many_of_one_table_do_not_push_another_out() {
    Findings findings = new Findings();
    for (int i = 0; i < 30_000; i++) {
      findings.add("cheap", i, "", "nothing", "a row");
    }
    findings.add("dear", 1, "", "nothing", "a row");
    assertThat(findings.counts()).containsEntry("cheap", 30_000L).containsEntry("dear", 1L);
    assertThat(findings.kept()).hasSizeLessThan(30_000).anyMatch(f -> f.table().equals("dear"));
  }
}
