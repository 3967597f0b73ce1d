package vn.sogoc.crypto.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;

class CborVectorsTest {
  /** Initial bytes of what we refuse on purpose, with what they begin. */
  private static final List<String> NOT_OURS =
      List.of(
          "c",
          "d", // tags
          "f9",
          "fa",
          "fb", // floats
          "f7",
          "f0",
          "f8", // undefined, unassigned simple values
          "5f",
          "7f",
          "9f",
          "bf", // indefinite lengths
          "83018202039f0405ff",
          "83019f0203ff820405",
          "826161bf61626163ff", // the same inside
          "1bffffffffffffffff",
          "3bffffffffffffffff"); // beyond 64 signed bits

  @Test
  void appendix_a_is_read_as_it_says_or_refused_for_a_reason() throws Exception {
    JsonNode vectors = new ObjectMapper().readTree(resource("appendix_a.json"));
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    for (JsonNode vector : vectors) {
      String hex = vector.get("hex").asText();
      Optional<Cbor> read = decode(hex);
      boolean ours = NOT_OURS.stream().noneMatch(hex::startsWith);
      if (read.isPresent() != ours) {
        wrong.add(hex + " accepted: " + read.isPresent());
      } else if (read.isPresent()) {
        accepted++;
        if (!says(read.get(), vector) || !read.get().encode().hex().equals(hex)) {
          wrong.add(hex + " is " + read.get());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(accepted).isEqualTo(35);
  }

  @Test
  void appendix_f_is_refused() throws Exception {
    List<String> vectors =
        new String(resource("appendix_f.txt"), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> List.of(line.split(" ")).stream())
            .toList();
    assertThat(vectors).hasSize(94);
    assertThat(vectors).allSatisfy(hex -> assertThat(decode(hex)).as(hex).isEmpty());
  }

  @Test
  void bad_inputs_of_the_working_group_are_refused() throws Exception {
    Matcher matcher =
        Pattern.compile("\"encoded\": h'([0-9a-f]*)'")
            .matcher(new String(resource("bad.edn"), StandardCharsets.UTF_8));
    TreeSet<String> vectors = new TreeSet<>();
    while (matcher.find()) {
      vectors.add(matcher.group(1));
    }
    assertThat(vectors).hasSizeGreaterThan(40);
    assertThat(vectors).allSatisfy(hex -> assertThat(decode(hex)).as(hex).isEmpty());
  }

  private static boolean says(Cbor value, JsonNode vector) {
    JsonNode decoded = vector.get("decoded");
    return decoded != null
        ? diagnostic(value).equals(decoded.toString())
        : diagnostic(value)
            .equals(vector.get("diagnostic").asText().replace(": ", ":").replace(", ", ","));
  }

  private static String diagnostic(Cbor value) {
    return switch (value) {
      case Cbor.Int number -> Long.toString(number.value());
      case Cbor.ByteString string -> "h'" + string.value().hex() + "'";
      case Cbor.Text text -> new ObjectMapper().getNodeFactory().textNode(text.value()).toString();
      case Cbor.Array array ->
          array.items().stream()
              .map(CborVectorsTest::diagnostic)
              .collect(Collectors.joining(",", "[", "]"));
      case Cbor.Map map ->
          map.entries().stream()
              .map(each -> diagnostic(each.key()) + ":" + diagnostic(each.value()))
              .collect(Collectors.joining(",", "{", "}"));
      case Cbor.Bool bool -> Boolean.toString(bool.value());
      case Cbor.Null ignored -> "null";
    };
  }

  private static Optional<Cbor> decode(String hex) {
    try {
      return Optional.of(Cbor.decode(Bytes.ofHex(hex)));
    } catch (MalformedCbor e) {
      return Optional.empty();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = CborVectorsTest.class.getResourceAsStream("/vectors/cbor/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
