package vn.sogoc.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library writes. Each gets a problem, and none is a fault of ours. */
@QuarkusTest
@Tag("service")
class HostileHttpApiTest {
  @TestHTTPResource URI address;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: a\r\nHost: b",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip, chunked",
      })
  void what_two_readers_could_understand_differently_is_refused(String headers) throws IOException {
    String host = headers.startsWith("Host") ? "" : "Host: localhost\r\n";
    String answer = send("GET /api/v1/issuers HTTP/1.1\r\n" + host + headers + "\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "malformed_request")
        .containsIgnoringCase("connection: close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "/",
        "application/",
        "application/json, text/plain",
        "application/json\r\nContent-Type: text/plain",
        "a b/c",
        "application/json; charset=\"",
        "application/json\r\nContent-Encoding: gzip"
      })
  void content_without_a_kind_is_not_read(String type) throws IOException {
    assertThat(post("/api/v1/verifications", type, "{\"qr\":\"A\"}"))
        .startsWith("HTTP/1.1 415")
        .contains("application/problem+json", "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void a_form_without_a_boundary_is_refused(String type) throws IOException {
    assertThat(post("/api/v1/verifications", type, "--\r\n\r\n----\r\n"))
        .matches("(?s)HTTP/1.1 4(00|15) .*")
        .contains("application/problem+json");
  }

  static List<Path> forms() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/forms"))) {
      return files.filter(f -> f.getFileName().toString().startsWith("error_")).sorted().toList();
    }
  }

  /** Each file is a form with the fault that its name says; the boundary is {@code XX}. */
  @ParameterizedTest
  @MethodSource("forms")
  void a_broken_form_is_the_senders_fault(Path form) throws IOException {
    String body = Files.readString(form, StandardCharsets.ISO_8859_1).replace("\n", "\r\n");
    for (String path : List.of("/api/v1/verifications", "/result/file", "/test/once/file")) {
      String answer =
          post(
              path,
              "multipart/form-data; boundary=XX\r\nIdempotency-Key: " + form.getFileName(),
              body);
      assertThat(answer)
          .as(path)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "malformed_request");
    }
  }

  @Test
  void a_form_of_two_hundred_fields_is_refused() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      body.append("--XX\r\nContent-Disposition: form-data; name=\"f")
          .append(i)
          .append("\"\r\n\r\n")
          .append("a\r\n");
    }
    given()
        .contentType("multipart/form-data; boundary=XX")
        .body(body.append("--XX--\r\n").toString().getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/verifications")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed_request"));
  }

  /** The server below us does so, as with what is no HTTP at all, and says nothing more. */
  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%zz", "/api/v1/issuers/%", "/api/v1/x?a=%zz", "/a\u0000b"})
  void an_address_that_cannot_be_decoded_is_refused_unread(String path) throws IOException {
    assertThat(send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .matches("(?s)HTTP/1.[01] 400 .*")
        .doesNotContain("Exception", "vn.sogoc");
  }

  @Test
  void a_body_that_announces_more_than_is_taken_is_refused_before_it_is_sent() throws IOException {
    assertThat(
            send(
                "POST /api/v1/verifications HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                    + " application/json\r\nContent-Length: 13000000\r\n\r\n"))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json", "too_large");
  }

  /** No endpoint was reached, so nothing of a request's scope is there to make a page of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "413 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 13000000",
        "415 Content-Type: nonsense\r\nContent-Length: 1",
        "403 Sec-Fetch-Site: cross-site\r\nContent-Length: 0"
      })
  void what_is_refused_unread_is_a_page_where_a_browser_asked(String headers) throws IOException {
    assertThat(
            send(
                "POST /result HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                    + headers.substring(4)
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + headers.substring(0, 3))
        .contains("text/html", "<html lang=\"vi\"");
  }

  @Test
  void a_large_list_is_read_of_somebody_who_may_send_it_only() {
    String head =
        "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
            + " multipart/form-data; boundary=x\r\nContent-Length: ";
    assertThat(send(head + "200000000\r\n\r\n")).startsWith("HTTP/1.1 401");
    assertThat(send(head + "400000000\r\n\r\n")).startsWith("HTTP/1.1 413");
  }

  @Test
  void a_form_of_unknown_length_ends_where_its_address_takes_no_more() throws IOException {
    byte[] chunk = new byte[1 << 20];
    java.util.Arrays.fill(chunk, (byte) 'a');
    int sent = 0;
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/verifications HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                      + " multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + "59\r\n--x\r\nContent-Disposition: form-data; name=\"file\";"
                      + " filename=\"a.pdf\"\r\nContent-Type: a/b\r\n\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      for (; sent < 250; sent++) {
        socket.getOutputStream().write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(chunk);
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
      }
    } catch (java.net.SocketException closed) {
      // by the server, before it took all of it
    }
    assertThat(sent).isLessThan(250);
    given().get("/health/live").then().statusCode(200);
  }

  @Test
  void chunks_that_are_no_chunks_end_the_connection_and_nothing_else() throws IOException {
    String answer =
        send(
            "POST /api/v1/verifications HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                + " application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n");
    assertThat(answer).doesNotContain("HTTP/1.1 5").doesNotContain("HTTP/1.1 2");
    given().get("/health/live").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/verifications, 'OPTIONS, POST'",
    "/api/v1/verifications/x, 'GET, HEAD, OPTIONS'",
    "/api/v1/batches, 'GET, HEAD, OPTIONS, POST'",
    "/api/v1/batches/x, 'DELETE, GET, HEAD, OPTIONS'",
    "/api/v1/issuers/, 'GET, HEAD, OPTIONS'",
    "/quet, 'GET, HEAD, OPTIONS'",
    "/, 'GET, HEAD, OPTIONS'",
  })
  void an_address_says_which_methods_it_knows(String path, String methods) {
    given().options(path).then().statusCode(204).header("Allow", methods);
    given().put(path).then().statusCode(405).header("Allow", methods);
  }

  @Test
  void an_address_that_does_not_exist_has_no_methods() {
    given().options("/api/v1/nothing").then().statusCode(404);
    given().put("/api/v1/nothing").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":1,\"count\":1}",
        "{\"name\":true,\"count\":1}",
        "{\"name\":1.5,\"count\":1}",
        "{\"name\":\"\\ud800\",\"count\":1}",
        "{\"name\":\"a\\udc00b\",\"count\":1}"
      })
  void a_text_is_a_text_and_whole(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/test/json")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed_request"));
  }

  @Test
  void a_character_beyond_the_first_plane_is_a_character() {
    given()
        .contentType("application/json; charset=UTF-8")
        .body("{\"name\":\"\\ud83d\\ude00😀\",\"count\":1}")
        .post("/test/json")
        .then()
        .statusCode(200)
        .body("name", equalTo("😀😀"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "username=a", "password=b", "%%%", "username=%00&password=%00"})
  void a_sign_in_without_name_or_password_leads_back_to_the_form(String body) {
    given()
        .redirects()
        .follow(false)
        .contentType("application/x-www-form-urlencoded")
        .body(body)
        .post("/login")
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(302, 303))
        .header("Location", org.hamcrest.Matchers.endsWith("/login?error=1"));
  }

  @Test
  void a_sign_in_that_is_no_form_is_refused() throws IOException {
    assertThat(post("/login", "application/json", "{}")).startsWith("HTTP/1.1 415");
    assertThat(post("/login", "text/plain", "username=a&password=b")).startsWith("HTTP/1.1 415");
  }

  @Test
  void what_is_away_says_when_to_ask_again() {
    given().get("/test/store-away").then().statusCode(503).header("Retry-After", "5");
    given().get("/test/busy").then().statusCode(503).header("Retry-After", "5");
  }

  private String post(String path, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body);
  }

  private String send(String request) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(20_000);
      String once = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      socket.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
