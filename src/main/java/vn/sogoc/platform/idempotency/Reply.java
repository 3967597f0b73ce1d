package vn.sogoc.platform.idempotency;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.sogoc.kernel.Bytes;

/**
 * An answer as it was sent: status, the headers that belong to it, the bytes of its body.
 *
 * @param headers in the order they were kept; values without line breaks
 */
record Reply(int status, Map<String, String> headers, Bytes body) {

  String headerLines() {
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
    return lines.toString();
  }

  static Map<String, String> headersOf(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> headers.put(pair[0], pair[1]));
    return headers;
  }
}
