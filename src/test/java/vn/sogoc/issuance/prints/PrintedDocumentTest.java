package vn.sogoc.issuance.prints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

class PrintedDocumentTest {
  @Test
  void names_sort_as_the_register_does_and_hold_nothing_but_letters_and_digits() {
    assertThat(PrintedDocument.fileName(7, "147/CN/2026", "Nguyễn Thị Đào"))
        .isEqualTo("000007-147-cn-2026-nguyen-thi-dao.pdf");
    assertThat(
            Stream.of(2, 10, 100000)
                .map(row -> PrintedDocument.fileName(row, "1", "A"))
                .sorted()
                .toList())
        .containsExactly("000002-1-a.pdf", "000010-1-a.pdf", "100000-1-a.pdf");
  }

  @Test
  void a_hostile_name_becomes_no_path() {
    for (String name :
        new String[] {
          "../../etc/passwd", "a\\b:c*?\"<>|", "CON", "x\u0000y", "\u202Egpj.exe", "阮", ""
        }) {
      assertThat(PrintedDocument.fileName(1, "1/2026", name))
          .matches("000001-1-2026(-[a-z0-9]+)*\\.pdf");
    }
    assertThat(PrintedDocument.fileName(1, "1", "Đ".repeat(500)).length()).isLessThan(80);
  }

  @Test
  void what_is_no_chunk_is_refused() {
    assertThatThrownBy(() -> PrintedDocument.read(Bytes.of(new byte[] {0, 0, 0, 3, 1})))
        .isInstanceOf(Refusal.class);
  }
}
