package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sogoc.kernel.Refusal;

/** Letters of the days before Unicode: recognised, converted, or asked about. */
class TextFormTest {
  /** Class lists in the old forms, as their bytes look in Latin-1. */
  private static final String TCVN3 =
      "Hä vµ tªn;N¬i sinh\nNguyÔn ThÞ H\u00ADêng;Hµ Néi\n§Æng V¨n Hïng;§µ N½ng\n";

  private static final String VNI =
      "Hoï vaø teân;Nôi sinh\nNguyeãn Thò Höôøng;Haø Noäi\nÑaëng Vaên Huøng;Ñaø Naüng\n";
  private static final String PROPER =
      "Họ và tên;Nơi sinh\nNguyễn Thị Hường;Hà Nội\nĐặng Văn Hùng;Đà Nẵng\n";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "TCVN3, NguyÔn ThÞ H\u00ADêng, Nguyễn Thị Hường",
    "TCVN3, §Æng, Đặng",
    "VNI, Nguyeãn Thò Höôøng, Nguyễn Thị Hường",
    "VNI, Ñaëng, Đặng",
    "VNI, Xin chaøo caùc baïn, Xin chào các bạn",
    "VNI, TIEÁN SÓ ÑAËNG THÒ HÖÔØNG, TIẾN SĨ ĐẶNG THỊ HƯỜNG",
    "LATIN_MOJIBAKE, Nguyá»…n, Nguyễn"
  })
  void samples_read_right(TextForm form, String typed, String meant) {
    assertThat(form.convert(typed)).contains(meant);
  }

  @Test
  void bytes_are_recognised_and_converted() throws IOException {
    assertThat(read(TCVN3.getBytes(StandardCharsets.ISO_8859_1), TextForm.TCVN3)).isEqualTo(PROPER);
    assertThat(read(VNI.getBytes(StandardCharsets.ISO_8859_1), TextForm.VNI)).isEqualTo(PROPER);
    assertThat(read(windows1258(PROPER), TextForm.WINDOWS_1258)).isEqualTo(PROPER);
  }

  @Test
  void old_letters_inside_of_unicode_are_recognised_and_converted() throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      String mark = charset.equals(StandardCharsets.UTF_8) ? "" : "\uFEFF";
      assertThat(read((mark + TCVN3).getBytes(charset), TextForm.TCVN3)).isEqualTo(PROPER);
      assertThat(read((mark + VNI).getBytes(charset), TextForm.VNI)).isEqualTo(PROPER);
      String mojibake =
          new String(PROPER.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      assertThat(read((mark + mojibake).getBytes(charset), TextForm.LATIN_MOJIBAKE))
          .isEqualTo(PROPER);
    }
  }

  @Test
  void what_reads_in_two_ways_is_never_decided_here() throws IOException {
    // The only word with a mark: Doãn as it is, Dỗn in VNI, and one word decides nothing.
    byte[] bytes = "Ten;Tuoi\nDo\u00E3n;20\n".getBytes(StandardCharsets.ISO_8859_1);
    try (TableFile file = open(bytes)) {
      Preview preview = file.preview(0, name -> false);
      assertThat(preview.guess().form()).isNull();
      assertThat(preview.readings()).hasSize(2);
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> file.rows(preview.guess()));
      assertThat(refusal.type()).isEqualTo(TableProblem.LETTERS_UNCERTAIN);
      assertThat(refusal.faults()).extracting(Refusal.Fault::code).containsOnly("reads_as");
      assertThat(rows(file, new Layout(0, 1, 1, TextForm.VNI)).getFirst().cells().getFirst())
          .isEqualTo("Dỗn");
    }
  }

  @Test
  void bytes_of_no_form_we_know_are_refused() {
    byte[] cyrillic = "Имя;Город\nИван Петров;Москва\n".getBytes(Charset.forName("windows-1251"));
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> open(cyrillic));
    assertThat(refusal.type()).isEqualTo(TableProblem.UNRECOGNISED);
    try (TableFile file = open(TCVN3.getBytes(StandardCharsets.ISO_8859_1))) {
      Refusal chosen =
          catchThrowableOfType(Refusal.class, () -> file.rows(new Layout(0, 1, 1, TextForm.UTF_8)));
      assertThat(chosen.type()).isEqualTo(TableProblem.UNRECOGNISED);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void proper_unicode_stays_what_it_is() throws IOException {
    for (String names :
        List.of(
            "H'Hen Niê",
            "Y Moan Ênuôl",
            "Trần Jean René",
            "Doãn Hoàng",
            "Hoà Thuý",
            "Luân Huê",
            "Müller")) {
      byte[] bytes = ("ten;x\n" + names + ";1\n").getBytes(StandardCharsets.UTF_8);
      try (TableFile file = open(bytes)) {
        assertThat(file.preview(0, n -> false).guess().form()).as(names).isEqualTo(TextForm.UTF_8);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCVN3", "VNI", "WINDOWS_1258"})
  void every_letter_comes_back(TextForm form) {
    List<String> failed = new ArrayList<>();
    for (int code = 'A'; code <= 0x1EF9; code++) {
      String letter = String.valueOf((char) code);
      if (!isVietnamese(letter)) {
        continue;
      }
      boolean capitalWithTone =
          Character.isUpperCase(letter.charAt(0)) && "ĂÂĐÊÔƠƯ".indexOf(letter.charAt(0)) < 0;
      if (form == TextForm.TCVN3 && capitalWithTone) {
        continue; // exists as another font only
      }
      String typed = typedIn(form, letter);
      if (typed == null || !form.convert(typed).equals(java.util.Optional.of(letter))) {
        failed.add(letter);
      }
    }
    assertThat(failed).isEmpty();
  }

  /** Neither an exception nor a letter made of nothing. */
  @ParameterizedTest
  @EnumSource(TextForm.class)
  void any_text_is_converted_or_not(TextForm form) {
    Random random = new Random(20261126);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int k = random.nextInt(12); k > 0; k--) {
        typed.append(
            (char) (random.nextInt(50) == 0 ? random.nextInt(0xD800) : random.nextInt(256)));
      }
      String text = form.convert(typed.toString()).orElse("");
      assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC) || !form.equals(TextForm.UTF_8))
          .isTrue();
      assertThat(text).doesNotContain("\uFFFD".repeat(1 + typed.length()));
    }
  }

  /** All 2 x 67 letters beyond ASCII. */
  private static boolean isVietnamese(String letter) {
    String lower = letter.toLowerCase(Locale.ROOT);
    return "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ".contains(lower)
        && lower.charAt(0) > 'z';
  }

  /** The letter as old programs wrote it, found by trying all pairs; null where there is none. */
  private static @org.jspecify.annotations.Nullable String typedIn(TextForm form, String letter) {
    if (form == TextForm.WINDOWS_1258) {
      return new String(windows1258(letter), StandardCharsets.ISO_8859_1);
    }
    for (char first = 0xFF; first >= 'A'; first--) {
      if (form.convert(String.valueOf(first)).filter(letter::equals).isPresent()) {
        return String.valueOf(first);
      }
      for (char second = 0xC0; form == TextForm.VNI && second <= 0xFF; second++) {
        String pair = "" + first + second;
        if (form.convert(pair).filter(letter::equals).isPresent()) {
          return pair;
        }
      }
    }
    return null;
  }

  /** Vowels with circumflex, breve and horn stay whole; tones become a byte of their own. */
  static byte[] windows1258(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      String parts = Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFD);
      String tones = parts.replaceAll("[^\\u0300\\u0301\\u0303\\u0309\\u0323]", "");
      out.append(
              Normalizer.normalize(
                  parts.replaceAll("[\\u0300\\u0301\\u0303\\u0309\\u0323]", ""),
                  Normalizer.Form.NFC))
          .append(tones);
    }
    return out.toString().getBytes(Charset.forName("windows-1258"));
  }

  private String read(byte[] bytes, TextForm expected) throws IOException {
    try (TableFile file = open(bytes)) {
      Layout layout = file.preview(0, "Họ và tên"::equals).guess();
      assertThat(layout).isEqualTo(new Layout(0, 1, 1, expected));
      StringBuilder text = new StringBuilder();
      try (RowStream rows = file.rows(layout)) {
        text.append(String.join(";", rows.header())).append('\n');
        for (Row row = rows.next(); row != null; row = rows.next()) {
          assertThat(row.faults()).isEmpty();
          assertThat(row.warnings()).isEmpty();
          text.append(String.join(";", row.cells())).append('\n');
        }
      }
      return text.toString();
    }
  }

  private static List<Row> rows(TableFile file, Layout layout) {
    List<Row> read = new ArrayList<>();
    try (RowStream rows = file.rows(layout)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        read.add(row);
      }
    }
    return read;
  }

  private TableFile open(byte[] bytes) throws IOException {
    return TableFile.open(
        Files.write(Files.createTempFile(directory, "list", ""), bytes), Limits.STANDARD);
  }
}
