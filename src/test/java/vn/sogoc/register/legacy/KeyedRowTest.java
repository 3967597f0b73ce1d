package vn.sogoc.register.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** What may stand in a row, and when two rows are the same. */
class KeyedRowTest {
  private static final Frame FRAME = new Frame("BTN_THPT", 2001, LocalDate.of(2026, 4, 14));

  static Map<String, String> typed() {
    Map<String, String> typed = new HashMap<>();
    typed.put("registerNumber", "171/THPT");
    typed.put("serialNumber", "A 012345");
    typed.put("fullName", "Nguyễn Thị Bưởi");
    typed.put("birth", "00/00/1983");
    typed.put("birthplace", "Hà Nam Ninh");
    typed.put("sex", "F");
    typed.put("ranking", "Khá");
    typed.put("graduationYear", "2001");
    typed.put("issued", "15/06/2001");
    typed.put("signerName", "Trần Văn Ổi");
    typed.put("signerTitle", "Giám đốc Sở");
    return typed;
  }

  static KeyedRow row(Map<String, String> changes) {
    Map<String, String> typed = typed();
    typed.putAll(changes);
    return RowForm.read(typed, FRAME);
  }

  @Test
  void a_row_has_one_byte_form_and_is_read_back_the_same() throws MalformedCopy {
    KeyedRow row = row(Map.of());
    assertThat(row.kind()).isEqualTo("BTN_THPT");
    assertThat(KeyedRow.decode(row.encode())).isEqualTo(row);
    Bytes whole = row.encode();
    assertThatThrownBy(() -> KeyedRow.decode(whole.slice(0, whole.size() - 1)))
        .isInstanceOf(MalformedCopy.class);
    assertThatThrownBy(() -> KeyedRow.decode(Bytes.of(new byte[] {(byte) 0xa0})))
        .isInstanceOf(MalformedCopy.class);
  }

  @Test
  void texts_are_composed_and_a_number_that_cannot_be_read_is_marked() {
    assertThat(row(Map.of("birthplace", "Hà Nội")).birthplace()).isEqualTo("Hà Nội");
    KeyedRow row = row(Map.of("serialNumber", "A 01??45", "serialUnreadable", "yes"));
    assertThat(row.isSerialUnreadable()).isTrue();
    refused(Map.of("serialNumber", "A 01??45"), "serialNumber");
    assertThat(row(Map.of("serialNumber", "", "registerNumber", "", "serialUnreadable", "yes")))
        .isNotNull();
    refused(Map.of("serialNumber", "", "registerNumber", ""), "registerNumber");
  }

  @Test
  void every_fault_is_named() {
    refused(Map.of("fullName", ""), "fullName");
    refused(Map.of("fullName", "<script>"), "fullName");
    refused(Map.of("sex", "X"), "sex");
    refused(Map.of("kind", "NOTHING"), "kind");
    refused(Map.of("graduationYear", "2002"), "graduationYear");
    refused(Map.of("graduationYear", "20o1"), "graduationYear");
    refused(Map.of("note", "x".repeat(301)), "note");
    refused(Map.of("note", "a\u202Eb"), "note");
    refused(Map.of("birth", "x".repeat(61)), "birth");
    refused(Map.of("serialUnreadable", "perhaps"), "serialUnreadable");
  }

  @Test
  void a_row_is_of_the_book_s_kind_and_no_younger_than_paper_books() {
    refused(Map.of("kind", "BTN_THCS"), "kind");
    Frame last = new Frame("BTN_THPT", 2026, LocalDate.of(2026, 4, 14));
    Map<String, String> typed = typed();
    typed.put("issued", "14/04/2026");
    assertThat(RowForm.read(typed, last)).isNotNull();
    typed.put("issued", "15/04/2026");
    assertThatThrownBy(() -> RowForm.read(typed, last)).isInstanceOf(Refusal.class);
    KeyedRow young = row(Map.of());
    assertThat(PaperBooks.holds(young, LocalDate.of(2001, 6, 15))).isTrue();
    assertThat(PaperBooks.holds(young, LocalDate.of(2001, 6, 14))).isFalse();
  }

  @Test
  void two_rows_differ_where_a_printed_text_does() {
    KeyedRow row = row(Map.of());
    assertThat(row.differences(row(Map.of()))).isEmpty();
    assertThat(row.differences(row(Map.of("birth", "1983", "ranking", "Giỏi"))))
        .containsExactly("birth", "ranking");
  }

  @Test
  void lines_that_differ_are_held_until_somebody_decided() {
    SortedMap<Integer, KeyedRow> first = new TreeMap<>(Map.of(1, row(Map.of()), 2, row(Map.of())));
    SortedMap<Integer, KeyedRow> second = new TreeMap<>(Map.of(1, row(Map.of()), 3, row(Map.of())));
    Compared held = Compared.of(first, second, new TreeMap<>());
    assertThat(held.isSettled()).isFalse();
    assertThat(held.lines().stream().map(Compared.Line::isSettled))
        .containsExactly(true, false, false);
    assertThat(held.standing()).hasSize(1);
    SortedMap<Integer, Compared.Decided> decided = new TreeMap<>();
    decided.put(2, decided(Optional.of(row(Map.of())), true, false));
    decided.put(3, decided(Optional.empty(), false, true));
    assertThat(Compared.of(first, second, decided).isSettled()).isFalse();
    decided.put(3, decided(Optional.empty(), true, true));
    Compared settled = Compared.of(first, second, decided);
    assertThat(settled.isSettled()).isTrue();
    assertThat(settled.standing().stream().map(Compared.Line::basis))
        .containsExactly(RegisterCopy.Basis.EQUAL, RegisterCopy.Basis.DECIDED);
  }

  private static Compared.Decided decided(
      Optional<KeyedRow> row, boolean isStanding, boolean isByKeyer) {
    return new Compared.Decided(
        1,
        row,
        "theo ảnh",
        new java.util.UUID(0, 1),
        "Ai Đó",
        java.time.Instant.EPOCH,
        Optional.empty(),
        isStanding,
        isByKeyer);
  }

  private static void refused(Map<String, String> changes, String field) {
    assertThatThrownBy(() -> row(changes))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.type()).isEqualTo(LegacyProblem.ROW_REFUSED);
              assertThat(r.faults().stream().map(Refusal.Fault::column).distinct().toList())
                  .isEqualTo(List.of(field));
            });
  }
}
