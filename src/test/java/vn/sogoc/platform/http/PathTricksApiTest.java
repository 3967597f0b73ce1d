package vn.sogoc.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CVE-2026-39852 and CVE-2026-50559: a path that the policy reads in one way and the router in
 * another. We authorise at the endpoint, so no way to write a path opens it. Written byte by byte
 * to a socket, because every client library tidies paths up.
 */
@QuarkusTest
@Tag("service")
class PathTricksApiTest {
  @TestHTTPResource URI address;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/me",
        "/api/v1/jobs/job_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/test/sign",
        "/api/v1/batches"
      })
  void no_way_to_write_a_protected_path_opens_it_for_anybody(String path) throws IOException {
    Set<String> tried = mutations(path);
    assertThat(tried).hasSizeGreaterThanOrEqualTo(60);
    for (String mutation : tried) {
      assertThat(status("GET " + mutation + " HTTP/1.1", ""))
          .as(mutation)
          .matches(s -> s < 200 || s > 299);
    }
    for (String method : new String[] {"HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get"}) {
      assertThat(status(method + " " + path + " HTTP/1.1", ""))
          .as(method)
          .matches(s -> s < 200 || s > 299);
    }
    for (String header :
        new String[] {
          "X-HTTP-Method-Override: GET", "X-Original-URL: /", "X-Rewrite-URL: /",
          "X-Forwarded-Prefix: /x", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-User: admin"
        }) {
      assertThat(status("GET " + path + " HTTP/1.1", header + "\r\n"))
          .as(header)
          .matches(s -> s < 200 || s > 299);
    }
  }

  private static Set<String> mutations(String path) {
    Set<String> all = new LinkedHashSet<>();
    all.add(path);
    int last = path.lastIndexOf('/');
    String head = path.substring(0, last);
    String tail = path.substring(last + 1);
    for (String end :
        new String[] {
          "/",
          "//",
          "/.",
          "/./",
          "/..;/",
          ";",
          ";x",
          ";x=y",
          ";/",
          "/;",
          "/;x",
          "%3B",
          "%3Bx",
          "%3bx=1",
          "%2F",
          "%2f",
          "%5C",
          "%5c",
          "\\",
          "%00",
          "%20",
          "%09",
          "%0a",
          "%0d%0a",
          ".",
          "..",
          "%2e",
          "%2E%2E",
          "?",
          "?x=1",
          "#",
          ".json",
          ".html",
          "~",
          "*",
          "%25",
          "%252F",
          "%c0%af",
          "%e0%80%af",
          "/%2e",
          "/%2e%2e",
          "/.%2e/"
        }) {
      all.add(path + end);
    }
    for (String middle :
        new String[] {
          "//",
          "///",
          "/./",
          "/%2e/",
          "/x/../",
          "/x/%2e%2e/",
          "/;/",
          "/;x/",
          "/%3B/",
          "%2F",
          "%2f",
          "%5C",
          "\\",
          "/x/..;/",
          "/%2F",
          "/%5C",
          "%252f"
        }) {
      all.add(head + middle + tail);
    }
    all.add("/" + path);
    all.add("//" + path);
    all.add("/." + path);
    all.add("/;" + path);
    all.add("/%2e" + path);
    all.add("/login/.." + path);
    all.add("/login/..;" + path);
    all.add("/assets/%2e%2e" + path);
    all.add("http://localhost" + path);
    all.add(path.toUpperCase(java.util.Locale.ROOT));
    all.add(
        head + "/" + tail.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + tail.substring(1));
    all.add(head + "/%" + Integer.toHexString(tail.charAt(0)) + tail.substring(1));
    return all;
  }

  private int status(String line, String headers) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          line
              + "\r\nHost: localhost\r\n"
              + headers
              + "Content-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
  }
}
