package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a measurement needs out of a demo's {@code demo.json}.
 *
 * @param base address of the running service
 * @param verifyKey the key without a quota
 * @param codes QR texts of what was issued; most of them are valid
 */
record DemoAccess(URI base, String verifyKey, List<String> codes) {
  static DemoAccess read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          file + " does not exist; start ./sogoc demo, or name its SOGOC_DATA here too");
    }
    JsonNode demo = new ObjectMapper().readTree(file.toFile());
    List<String> codes = new ArrayList<>();
    for (JsonNode credential : demo.path("credentials")) {
      codes.add(credential.path("qr").asText());
    }
    return new DemoAccess(
        URI.create(demo.path("baseUrl").asText()),
        demo.path("apiKeys").path("verify").asText(),
        List.copyOf(codes));
  }
}
