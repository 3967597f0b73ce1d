package vn.sogoc.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

/** A scan that finds nothing says something only if it finds what was put there. */
class PersonalStringsTest {
  private static final String NAME = "Nguyễn Đình Trường";
  private static final String PLAIN = "Nguyen Dinh Truong";
  private final PersonalStrings strings = new PersonalStrings();
  private final Random random = new Random(5);

  private byte[] among(byte[] planted) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] noise = new byte[5_000 + random.nextInt(5)];
    random.nextBytes(noise);
    all.writeBytes(noise);
    all.writeBytes(planted);
    random.nextBytes(noise);
    all.writeBytes(noise);
    return all.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The forms in which a text could be written. */
  private static List<byte[]> written(String text) {
    List<byte[]> all = new ArrayList<>();
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] bytes = text.getBytes(charset);
      all.add(bytes);
      all.add(utf8(HexFormat.of().formatHex(bytes)));
      all.add(utf8(HexFormat.of().withUpperCase().formatHex(bytes)));
      for (String before : List.of("", "x", "xy")) {
        for (String after : List.of("", "z", "zz")) {
          ByteArrayOutputStream whole = new ByteArrayOutputStream();
          whole.writeBytes(utf8(before));
          whole.writeBytes(bytes);
          whole.writeBytes(utf8(after));
          all.add(Base64.getEncoder().encode(whole.toByteArray()));
          all.add(Base64.getUrlEncoder().withoutPadding().encode(whole.toByteArray()));
        }
      }
    }
    byte[] digest = Digest.sha256(utf8(text)).toArray();
    all.add(digest);
    all.add(utf8(HexFormat.of().formatHex(digest)));
    all.add(Base64.getEncoder().encode(digest));
    all.add(Base64.getUrlEncoder().withoutPadding().encode(digest));
    return all;
  }

  @Test
  void a_name_is_found_in_every_form() {
    strings.addText(NAME);
    for (String text : List.of(NAME, PLAIN)) {
      for (String cased :
          List.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))) {
        for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
          for (byte[] planted : written(Normalizer.normalize(cased, form))) {
            assertThat(strings.in(among(planted)))
                .as("%s: %s", cased, new String(planted, StandardCharsets.ISO_8859_1))
                .isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void a_number_and_a_day_are_found_as_they_are_usually_written() {
    strings.addText("001303012345");
    strings.addDay("2003-05-07");
    for (String text :
        List.of(
            "001303012345",
            "2003-05-07",
            "20030507",
            "07/05/2003",
            "7/5/2003",
            "07-05-2003",
            "07.05.2003",
            "07052003",
            "7 tháng 5 năm 2003")) {
      for (byte[] planted : written(text)) {
        assertThat(strings.in(among(planted))).as(text).isNotEmpty();
      }
    }
  }

  @Test
  void what_is_packed_is_taken_apart() throws Exception {
    strings.addText(NAME);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(among(utf8(NAME)));
    }
    assertThat(strings.in(packed.toByteArray())).isNotEmpty();
    String multibase =
        "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    assertThat(strings.in(utf8("{\"list\":\"" + multibase + "\"}"))).isNotEmpty();
  }

  @Test
  void nothing_is_found_where_nothing_is() {
    strings.addText(NAME);
    strings.addText("Sang");
    strings.addText("001303012345");
    strings.addDay("2003-05-07");
    assertThat(strings.size()).isGreaterThan(400);
    for (int i = 0; i < 50; i++) {
      assertThat(strings.in(among(Base64.getEncoder().encode(among(new byte[0]))))).isEmpty();
    }
  }
}
