package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a measurement needs out of a demo's {@code demo.json}.
 *
 * @param base address of the running service
 * @param verifyKey the key without a quota
 * @param validCodes QR texts that are answered with {@code valid}
 */
record DemoAccess(URI base, String verifyKey, List<String> validCodes) {
  static DemoAccess read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          file + " does not exist; start ./sogoc demo, or name its SOGOC_DATA here too");
    }
    JsonNode demo = new ObjectMapper().readTree(file.toFile());
    Set<String> codes = new LinkedHashSet<>();
    for (JsonNode sample : demo.path("samples")) {
      if (sample.path("verdict").asText().equals("valid") && sample.hasNonNull("qr")) {
        codes.add(sample.path("qr").asText());
      }
    }
    if (codes.isEmpty()) {
      throw new IOException(file + " names no valid sample");
    }
    return new DemoAccess(
        URI.create(demo.path("baseUrl").asText()),
        demo.path("apiKeys").path("verify").asText(),
        List.copyOf(codes));
  }
}
