package vn.sogoc.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection kept alive, with as little work per request as possible, since the load
 * generator shares the machine with what it measures. Reads answers with a content length only.
 */
final class LoadConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int LONGEST_LINE = 8_192;

  private final Socket socket;
  private final InputStream in;

  LoadConnection(URI base) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(base.getHost(), port(base)), TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  private static int port(URI base) {
    return base.getPort() < 0 ? 80 : base.getPort();
  }

  /** The bytes of a request, to be sent again and again. */
  static byte[] post(URI base, String path, String key, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + base.getRawAuthority()
            + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
            + body.length
            + (key.isEmpty() ? "" : "\r\nAuthorization: Bearer " + key)
            + "\r\n\r\n";
    return (head + json).getBytes(StandardCharsets.UTF_8);
  }

  /** Sends a request and returns the body of the answer, which must be a 200. */
  byte[] ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("the service answered " + status);
    }
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    if (length < 0) {
      throw new IOException("the answer has no content length");
    }
    byte[] body = in.readNBytes(length);
    if (body.length != length) {
      throw new IOException("the answer was cut off");
    }
    return body;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
