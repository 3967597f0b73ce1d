package vn.sogoc.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import vn.sogoc.platform.http.HttpsOnly.Answer;

class HttpsOnlyTest {
  private static final URI ADDRESS = URI.create("https://sogoc.example.vn");

  @Test
  void over_https_everything_is_served() {
    assertThat(HttpsOnly.answer(true, "POST", "/login", true)).isEqualTo(Answer.SERVE);
  }

  @Test
  void over_plain_http_pages_move_and_secrets_are_refused() {
    assertThat(HttpsOnly.answer(false, "GET", "/login", false)).isEqualTo(Answer.REDIRECT);
    assertThat(HttpsOnly.answer(false, "HEAD", "/", false)).isEqualTo(Answer.REDIRECT);
    assertThat(HttpsOnly.answer(false, "POST", "/login", false)).isEqualTo(Answer.REFUSE);
    assertThat(HttpsOnly.answer(false, "GET", "/api/v1/me", true)).isEqualTo(Answer.REFUSE);
    assertThat(HttpsOnly.answer(false, "GET", "/ops/health/ready", false)).isEqualTo(Answer.SERVE);
    assertThat(HttpsOnly.answer(false, "GET", "/opsx", false)).isEqualTo(Answer.REDIRECT);
  }

  @Test
  void the_way_leads_to_the_public_address_whatever_was_asked_for() {
    assertThat(HttpsOnly.target(ADDRESS, "/r/abc?lang=en"))
        .isEqualTo("https://sogoc.example.vn/r/abc?lang=en");
    assertThat(HttpsOnly.target(ADDRESS, "//evil.example/x"))
        .isEqualTo("https://sogoc.example.vn//evil.example/x");
    assertThat(HttpsOnly.target(ADDRESS, "http://evil.example/x"))
        .isEqualTo("https://sogoc.example.vn/");
    assertThat(HttpsOnly.target(ADDRESS, "@evil.example/")).isEqualTo("https://sogoc.example.vn/");
  }
}
