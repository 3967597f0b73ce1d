package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

class QrTextTest {
  private static final String ADDRESS = "https://vb.example.vn";
  private static final Set<String> ACCEPTED = Set.of(ADDRESS, "http://localhost:8080");
  private static final Bytes COSE = Bytes.ofHex("8443a1012640a04158");
  private static final String FRAGMENT = "AQRB2CAJGICQECWA";

  @Test
  void bare_fragment_and_accepted_addresses_are_read() {
    assertThat(QrText.fragment(COSE)).isEqualTo(FRAGMENT);
    assertThat(QrText.address(ADDRESS, COSE)).isEqualTo(ADDRESS + "/q#" + FRAGMENT);
    assertThat(QrText.parse(FRAGMENT, ACCEPTED)).isEqualTo(COSE);
    assertThat(QrText.parse(ADDRESS + "/q#" + FRAGMENT, ACCEPTED)).isEqualTo(COSE);
    assertThat(QrText.parse(" " + FRAGMENT + "\r\n", ACCEPTED)).isEqualTo(COSE);
    assertThat(QrText.parse("http://localhost:8080/q#" + FRAGMENT, ACCEPTED)).isEqualTo(COSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://vb.example.vn.evil.example/q#",
        "https://evil.example/q#",
        "https://vb.example.vn@evil.example/q#",
        "https://vb.example.vn:8443/q#",
        "https://xn--vb-exmple-x7a.vn/q#",
        "https:///q#",
        "http://vb.example.vn/q#",
        "https://user:secret@evil.example/q?token=1#",
      })
  void another_host_is_refused_and_only_the_host_is_named(String prefix) {
    Refusal refusal = refusal(prefix + FRAGMENT);

    assertThat(refusal.type()).isEqualTo(CredentialProblem.ADDRESS_NOT_ACCEPTED);
    assertThat(refusal.detail()).doesNotContain(FRAGMENT, "secret", "token", "/q");
  }

  @Test
  void the_host_is_named() {
    assertThat(refusal("HTTPS://Evil.Example:81/a?b#c").detail()).endsWith(": evil.example:81");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HC1:6BFOXN%TS3DH0YOJ58S S-W5HDC *M0II5XHC9B5G2+$N IOP-IA%NFQGRJPC%OQHIZC4",
        "shc:/567629095243206034602924374044603122295953265460346029254077280433602870",
        "000201010212385800A0000007270128000697041501141234567890123",
        "00020101021238",
        "{\"qr\":1}",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://vb.example.vn/q#AAAA",
        "//vb.example.vn/q#AAAA",
        "WIFI:S:x;;",
        "BEGIN:VCARD",
        "VP1-BABCD",
        "",
        " ",
        "079203004567|123456789|A B|01012000|Nam|X|01012021",
        "\u0000\u0001",
        "Ạ",
      })
  void codes_of_other_systems_are_refused_as_such(String text) {
    assertThat(refusal(text).type()).isEqualTo(CredentialProblem.CODE_OF_ANOTHER_SYSTEM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AQ",
        "AQRB2CAJGICQECWB", // non-zero pad bits
        "AQRB2CAJGICQECW", // an impossible length
        "aqrb2cajgicqecwa",
        "AQRB2CAJGICQECWa",
        "AQRB2CAJGICQECWA====",
        "AQRB2CAJGICQECW1",
        "BQRB2CAJGICQECWA",
        "https://vb.example.vn/q#aqrb2cajgicqecwa",
        "https://vb.example.vn/q#",
        "https://vb.example.vn/q",
        "https://vb.example.vn/q?x#AQRB2CAJGICQECWA",
        "https://vb.example.vn/Q#AQRB2CAJGICQECWA",
        "https://vb.example.vn/q#AQRB2CAJ GICQECWA",
        "https://vb.example.vn/q#AQRB2CAJGICQECWA#",
        "https://vb.example.vn/q#AQRB2%43AJGICQECWA",
        "HTTPS://VB.EXAMPLE.VN/q#AQRB2CAJGICQECWA",
      })
  void damaged_codes_and_other_forms_of_the_same_bytes_are_refused(String text) {
    Refusal refusal = refusal(text);

    assertThat(refusal.type().slug()).isIn("code-damaged", "code-of-another-system");
    assertThat(refusal.type())
        .isEqualTo(
            text.endsWith("====")
                ? CredentialProblem.CODE_OF_ANOTHER_SYSTEM
                : CredentialProblem.CODE_DAMAGED);
  }

  @Test
  void long_texts_are_refused_before_they_are_read() {
    assertThat(refusal("A".repeat(6001)).type()).isEqualTo(CredentialProblem.CODE_DAMAGED);
    assertThat(refusal("A".repeat(5998)).type()).isEqualTo(CredentialProblem.CODE_DAMAGED);
    assertThat(refusal("https://" + "a".repeat(5000) + "/q#A").type())
        .isEqualTo(CredentialProblem.ADDRESS_NOT_ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://VB.example.vn",
        "https://vb.example.vn/",
        "vb.example.vn",
        "https://a b",
        "ftp://a",
        ""
      })
  void a_public_address_has_one_form(String address) {
    assertThatThrownBy(() -> QrText.address(address, COSE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_single_change_of_a_character_is_another_record_or_refused() {
    String good = QrText.fragment(COSE);
    for (int i = 0; i < good.length(); i++) {
      for (char c : "AB2719az=-/# %".toCharArray()) {
        String changed = good.substring(0, i) + c + good.substring(i + 1);
        if (!changed.equals(good)) {
          try {
            assertThat(QrText.parse(changed, ACCEPTED)).isNotEqualTo(COSE);
          } catch (Refusal expected) {
            assertThat(expected.type()).isInstanceOf(CredentialProblem.class);
          }
        }
      }
    }
    assertThatThrownBy(() -> QrText.parse(good.toLowerCase(Locale.ROOT), ACCEPTED))
        .isInstanceOf(Refusal.class);
  }

  private static Refusal refusal(String text) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> QrText.parse(text, ACCEPTED));
    assertThat(refusal).as(text.length() > 100 ? "long" : text).isNotNull();
    return refusal;
  }
}
