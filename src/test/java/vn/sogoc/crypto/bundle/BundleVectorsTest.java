package vn.sogoc.crypto.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sogoc.crypto.bundle.BundleSamples.ABC;
import static vn.sogoc.crypto.bundle.BundleSamples.CDE;
import static vn.sogoc.crypto.bundle.BundleSamples.bundle;
import static vn.sogoc.crypto.bundle.BundleSamples.issuer;
import static vn.sogoc.crypto.bundle.BundleSamples.signed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.bundle.BundleVerifier.Memory;
import vn.sogoc.crypto.bundle.BundleVerifier.Outcome;
import vn.sogoc.crypto.bundle.BundleVerifier.Seen;
import vn.sogoc.crypto.keys.MalformedKey;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The file vectors/bundle/bundles.json, for whoever writes another verifier. {@code
 * -Dvectors.write=true} writes it again for review.
 */
class BundleVectorsTest {
  private static final Path FILE = Path.of("src/test/resources/vectors/bundle/bundles.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @BeforeAll
  static void write() throws Exception {
    if (Boolean.getBoolean("vectors.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, JSON.writeValueAsString(made()) + "\n");
    }
  }

  @Test
  void the_file_is_made_again_byte_for_byte() throws Exception {
    assertThat(JSON.readTree(FILE.toFile())).isEqualTo(made());
  }

  @Test
  void every_vector_is_answered_as_it_says() throws Exception {
    JsonNode vectors = JSON.readTree(FILE.toFile()).path("vectors");
    assertThat(vectors).hasSizeGreaterThan(12);
    for (JsonNode vector : vectors) {
      assertThat(answer(vector))
          .as(vector.path("name").asText())
          .isEqualTo(vector.path("expected").asText());
    }
  }

  private static String answer(JsonNode vector) throws MalformedKey {
    List<VerificationKey<Purpose.TrustList>> keys = new ArrayList<>();
    for (JsonNode spki : vector.path("rootsHex")) {
      keys.add(VerificationKey.ofSpki(Purpose.TRUST_LIST, Bytes.ofHex(spki.asText())));
    }
    JsonNode seen = vector.path("seen");
    Memory memory =
        new Memory(
            BundleRoots.of(2, keys),
            seen.isNull()
                ? Optional.empty()
                : Optional.of(
                    new Seen(
                        seen.path("version").asInt(),
                        Digest.ofHex(seen.path("sha256Hex").asText()))));
    try {
      return switch (BundleVerifier.verify(
          Bytes.ofHex(vector.path("fileHex").asText()),
          memory,
          Instant.parse(vector.path("now").asText()))) {
        case Outcome.Accepted ignored -> "ACCEPTED";
        case Outcome.Refused refused -> refused.fault().name();
      };
    } catch (MalformedBundle e) {
      return "MALFORMED";
    }
  }

  private static ObjectNode made() {
    String now = BundleSamples.NOW.toString();
    Bytes first = signed(bundle(1, null, ABC), "root a", "root c");
    Bytes second = signed(bundle(2, first, ABC), "root a", "root b");
    Bytes rotated = signed(bundle(2, first, CDE), "root a", "root c", "root d");
    Bytes third = signed(bundle(3, rotated, CDE), "root d", "root e");
    Bytes fork = signed(bundle(1, null, ABC, issuer("other")), "root a", "root b");
    ObjectNode all = JSON.createObjectNode();
    all.put(
        "note",
        "Keys are SHA-256 of words and protect nothing. Of three roots two sign. seen is what the"
            + " verifier accepted last.");
    ArrayNode vectors = all.putArray("vectors");
    add(vectors, "first, two of three", ABC, null, first, now, "ACCEPTED");
    add(vectors, "second after first", ABC, first, second, now, "ACCEPTED");
    add(vectors, "the same again", ABC, first, first, now, "ACCEPTED");
    add(vectors, "new roots", ABC, first, rotated, now, "ACCEPTED");
    add(vectors, "under the new roots", CDE, rotated, third, now, "ACCEPTED");
    add(vectors, "slept through new roots", ABC, first, third, now, "UNDER_SIGNED");
    add(
        vectors,
        "new roots, one old key",
        ABC,
        first,
        signed(bundle(2, first, CDE), "root c", "root d"),
        now,
        "UNDER_SIGNED");
    add(
        vectors,
        "new roots, one of them",
        ABC,
        first,
        signed(bundle(2, first, CDE), "root a", "root c"),
        now,
        "UNDER_SIGNED");
    add(vectors, "no signature", ABC, null, signed(bundle(1, null, ABC)), now, "UNDER_SIGNED");
    add(
        vectors,
        "one signature",
        ABC,
        null,
        signed(bundle(1, null, ABC), "root b"),
        now,
        "UNDER_SIGNED");
    add(
        vectors,
        "one signature and a stranger's",
        ABC,
        null,
        signed(bundle(1, null, ABC), "root b", "a stranger"),
        now,
        "UNDER_SIGNED");
    add(vectors, "rollback", ABC, second, first, now, "ROLLBACK");
    add(vectors, "fork", ABC, first, fork, now, "FORKED");
    add(
        vectors,
        "wrong predecessor",
        ABC,
        first,
        signed(bundle(2, fork, ABC), "root a", "root b"),
        now,
        "WRONG_PREDECESSOR");
    add(vectors, "expired", ABC, null, first, "2026-12-20T08:00:00Z", "EXPIRED");
    add(vectors, "not yet", ABC, null, first, "2026-11-20T07:54:59Z", "NOT_YET_VALID");
    byte[] cut = java.util.Arrays.copyOf(first.toArray(), first.size() - 1);
    add(vectors, "cut off", ABC, null, Bytes.of(cut), now, "MALFORMED");
    return all;
  }

  private static void add(
      ArrayNode vectors,
      String name,
      BundleRoots roots,
      @org.jspecify.annotations.Nullable Bytes seen,
      Bytes file,
      String now,
      String expected) {
    ObjectNode vector = vectors.addObject();
    vector.put("name", name);
    ArrayNode keys = vector.putArray("rootsHex");
    roots.keys().forEach(k -> keys.add(k.spki().hex()));
    if (seen == null) {
      vector.putNull("seen");
    } else {
      try {
        vector
            .putObject("seen")
            .put("version", TrustBundles.unverified(seen).version())
            .put("sha256Hex", Digest.sha256(seen).hex());
      } catch (MalformedBundle e) {
        throw new AssertionError(e);
      }
    }
    vector.put("now", now);
    vector.put("fileHex", file.hex());
    vector.put("expected", expected);
  }
}
