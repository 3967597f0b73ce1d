package vn.sogoc.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;

/**
 * The test vectors of src/docs/record.md: what they are and how their files are written. Payloads
 * are made again byte by byte; a signature is kept as long as its payload stays.
 */
final class RecordVectors {
  static final Path FOLDER = Path.of("src/test/resources/vectors/record");
  static final String ADDRESS = "https://vb.example.vn";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of(
          "bachelor",
          "engineer_birth_month_specialisation",
          "master_without_ranking",
          "doctor_birth_year_written_programme",
          "upper_secondary",
          "college",
          "language_certificate",
          "written_title_signed_for_the_head",
          "digitised_1995_born_before_1970");

  /** What a reader has to answer: the exit codes of the independent verifier. */
  enum Answer {
    MALFORMED(2),
    SIGNATURE_WRONG(5),
    KEY_UNKNOWN(10);

    final int exit;

    Answer(int exit) {
      this.exit = exit;
    }
  }

  /** A text that has to be refused. */
  record Invalid(String name, String reason, Answer answer, String qr) {}

  private RecordVectors() {}

  static Map<String, CredentialRecord> valid() {
    Map<String, CredentialRecord> valid = new LinkedHashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      valid.put(NAMES.get(i), Samples.record(Samples.all().get(i), i));
    }
    return valid;
  }

  static JsonNode read(String file) throws IOException {
    return JSON.readTree(Files.readString(FOLDER.resolve(file)));
  }

  /** What the record says, as the independent verifier prints it. */
  static ObjectNode fields(CredentialRecord record) {
    Claims c = record.claims();
    ObjectNode f = JSON.createObjectNode();
    f.put("institution", c.institution());
    f.put("issuedAt", record.issuedAt().getEpochSecond());
    f.put("recordId", record.id().value().hex());
    f.put("kind", c.kind().code());
    f.put("regime", c.regime().code());
    f.put("catalogueVersion", c.catalogueVersion());
    f.put("fullName", c.fullName().value());
    f.put("birthDate", c.birthDate().toString());
    put(f, "sex", c.sex());
    f.put("issueDate", c.issueDate().toString());
    f.put("place", c.place().label().vi());
    f.put("decisionNumber", c.decisionNumber());
    f.put("decisionDate", c.decisionDate().toString());
    f.put("serialNumber", record.serialNumber());
    f.put("registerNumber", record.registerNumber());
    f.putArray("status").add(record.slot().list()).add(record.slot().index());
    f.put("signerName", c.signerName());
    put(f, "signerTitle", c.signerTitle());
    put(f, "signsAs", c.signsAs());
    Programme programme = c.programme();
    if (programme != null) {
      put(f, "programmeCode", programme.code());
      put(f, "programme", programme.label());
    }
    put(f, "specialisation", c.specialisation());
    put(f, "ranking", c.ranking());
    put(f, "graduationYear", c.graduationYear());
    put(f, "mode", c.mode());
    put(f, "expires", c.expires());
    put(f, "language", c.language());
    put(f, "level", c.level());
    if (!c.scores().isEmpty()) {
      ObjectNode scores = f.putObject("scores");
      c.scores().forEach(s -> scores.put(s.skill().code(), s.hundredths()));
    }
    put(f, "examDate", c.examDate());
    put(f, "school", c.school());
    put(f, "examBoard", c.examBoard());
    put(f, "examSession", c.examSession());
    return f;
  }

  /** Writes the files; signatures over unchanged payloads are kept. */
  static void write() throws IOException, SigningFailed {
    Files.createDirectories(FOLDER);
    ObjectNode key = JSON.createObjectNode();
    key.put("warning", "public test key: its private half is printed here and protects nothing");
    key.put("privateKeyHex", VectorKey.PRIVATE);
    key.put("spkiHex", VectorKey.SPKI);
    key.put("kid", new VectorKey().keyId().toString());
    write("key.json", key);
    ObjectNode trust = JSON.createObjectNode();
    ObjectNode trusted = trust.putArray("keys").addObject();
    trusted.put("kid", new VectorKey().keyId().toString());
    trusted.put("spkiBase64", java.util.Base64.getEncoder().encodeToString(spki()));
    trusted.put("institution", Samples.INSTITUTION);
    write("trust.json", trust);
    Map<String, Bytes> kept = kept();
    ArrayNode valid = JSON.createArrayNode();
    Map<String, Bytes> messages = new LinkedHashMap<>();
    for (Map.Entry<String, CredentialRecord> e : valid().entrySet()) {
      Bytes payload = Samples.CODEC.encode(e.getValue());
      Bytes cose = kept.get(payload.hex());
      if (cose == null) {
        cose = sign(payload);
      }
      messages.put(e.getKey(), cose);
      ObjectNode vector = valid.addObject();
      vector.put("name", e.getKey());
      vector.put("payloadHex", payload.hex());
      vector.put("coseHex", cose.hex());
      vector.put("qr", QrText.address(ADDRESS, cose));
      vector.set("fields", fields(e.getValue()));
    }
    write("valid.json", valid);
    ArrayNode invalid = JSON.createArrayNode();
    for (Invalid i : new InvalidVectors(messages).all()) {
      ObjectNode vector = invalid.addObject();
      vector.put("name", i.name());
      vector.put("reason", i.reason());
      vector.put("answer", i.answer().name().toLowerCase(Locale.ROOT));
      vector.put("exit", i.answer().exit);
      vector.put("qr", i.qr());
    }
    write("invalid.json", invalid);
  }

  static Bytes sign(Bytes payload) throws SigningFailed {
    return CoseSign1.sign(new VectorKey(), RecordCodec.EXTERNAL_AAD, payload).bytes();
  }

  static List<Cbor> parts(Bytes cose) {
    try {
      return ((Cbor.Array) Cbor.decode(cose)).items();
    } catch (vn.sogoc.crypto.cbor.MalformedCbor e) {
      throw new AssertionError(e);
    }
  }

  static String code(byte[] bytes) {
    return "A" + Base32.encode(bytes);
  }

  private static Map<String, Bytes> kept() throws IOException {
    Map<String, Bytes> kept = new LinkedHashMap<>();
    if (Files.exists(FOLDER.resolve("valid.json"))) {
      for (JsonNode vector : read("valid.json")) {
        kept.put(vector.get("payloadHex").asText(), Bytes.ofHex(vector.get("coseHex").asText()));
      }
    }
    return kept;
  }

  private static byte[] spki() {
    return Bytes.ofHex(VectorKey.SPKI).toArray();
  }

  private static void write(String file, JsonNode content) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    Files.write(FOLDER.resolve(file), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ObjectNode fields, String name, @Nullable Term term) {
    if (term != null && !term.isWritten()) {
      fields.put(name, term.code());
    } else if (term != null) {
      put(fields, name, term.label());
    }
  }

  private static void put(ObjectNode fields, String name, @Nullable BilingualText text) {
    if (text != null) {
      ArrayNode words = fields.putArray(name).add(text.vi());
      if (text.isBilingual()) {
        words.add(text.en());
      }
    }
  }

  private static void put(ObjectNode fields, String name, @Nullable Object value) {
    if (value instanceof Integer number) {
      fields.put(name, number);
    } else if (value != null) {
      fields.put(name, value.toString());
    }
  }

  /** The bytes with one of them changed. */
  static byte[] flipped(Bytes bytes, int at) {
    byte[] changed = bytes.toArray();
    changed[at] ^= 1;
    return changed;
  }

  static byte[] longer(Bytes bytes) {
    return Arrays.copyOf(bytes.toArray(), bytes.size() + 1);
  }

  static List<Cbor> with(List<Cbor> parts, int at, Cbor part) {
    List<Cbor> changed = new ArrayList<>(parts);
    changed.set(at, part);
    return changed;
  }
}
