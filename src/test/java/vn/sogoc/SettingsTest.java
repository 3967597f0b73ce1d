package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static Settings of(Map<String, String> environment) {
    return new Settings(name -> null, environment::get);
  }

  @Test
  void a_property_outranks_the_variable_of_the_same_name() {
    Settings settings =
        new Settings(
            Map.of("sogoc.db.owner.password", "one")::get,
            Map.of("SOGOC_DB_OWNER_PASSWORD", "two", "SOGOC_HTTPS_PORT", "9")::get);
    assertThat(settings.find("db.owner.password")).contains("one");
    assertThat(settings.find("https-port")).contains("9");
    assertThat(settings.find("nothing")).isEmpty();
  }

  @Test
  void what_is_not_set_has_the_usual_value() throws Unstartable {
    Settings nothing = of(Map.of("SOGOC_PORT", " "));
    assertThat(nothing.port()).isEqualTo(8080);
    assertThat(nothing.httpsPort()).isEqualTo(8443);
    assertThat(nothing.address()).isEmpty();
    assertThat(nothing.data()).isAbsolute().endsWithRaw(java.nio.file.Path.of(".sogoc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "8080 8081", "999999"})
  void a_port_that_is_none_is_refused_by_name(String port) {
    assertThatThrownBy(() -> of(Map.of("SOGOC_HTTPS_PORT", port)).httpsPort())
        .isInstanceOf(Unstartable.class)
        .hasMessageContaining("SOGOC_HTTPS_PORT");
  }

  @Test
  void an_address_is_scheme_and_host_and_nothing_else() throws Unstartable {
    assertThat(of(Map.of("SOGOC_ADDRESS", "https://sogoc.example.vn")).address())
        .contains(URI.create("https://sogoc.example.vn"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sogoc.example.vn",
        "https://sogoc.example.vn/",
        "https://a.vn/q",
        "ftp://a.vn",
        "https://a.vn?x",
        "https://",
        "https://a b.vn"
      })
  void an_address_that_cannot_stand_in_a_qr_code_is_refused(String address) {
    assertThatThrownBy(() -> of(Map.of("SOGOC_ADDRESS", address)).address())
        .isInstanceOf(Unstartable.class)
        .hasMessageContaining("SOGOC_ADDRESS");
  }
}
