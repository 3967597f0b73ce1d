package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * The verifier of the browser and ours say the same of every changed code. Most are signed anew
 * after the change, so that both read what a thief of the key could write. {@code -Dcodes=1000000}
 * for the long run, {@code -Dseed=N} for others.
 */
class TwoVerifiersTest {
  private static final int CODES = Integer.getInteger("codes", 10_000);
  private static final long SEED = Long.getLong("seed", 29);
  private static final int AT_ONCE = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random = new Random(SEED);
  private final List<Bytes> payloads =
      Samples.all().stream().map(c -> Samples.CODEC.encode(Samples.record(c, 5))).toList();

  @Test
  void the_verifier_of_the_browser_answers_as_ours_does() throws Exception {
    int read = 0;
    int malformed = 0;
    for (int done = 0; done < CODES; done += AT_ONCE) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < Math.min(AT_ONCE, CODES - done); i++) {
        texts.add(text());
      }
      List<String> theirs = browsers(texts);
      assertThat(theirs).hasSameSizeAs(texts);
      for (int i = 0; i < texts.size(); i++) {
        String ours = ours(texts.get(i));
        assertThat(theirs.get(i)).as("seed %d: %s", SEED, texts.get(i)).isEqualTo(ours);
        read += ours.startsWith("[") ? 1 : 0;
        malformed += ours.equals("no record") ? 1 : 0;
      }
    }
    assertThat(read).as("codes that both read").isGreaterThan(CODES / 100);
    assertThat(malformed).as("signed, and no record").isGreaterThan(CODES / 10);
  }

  private String text() throws SigningFailed, MalformedCbor {
    Bytes payload = payloads.get(random.nextInt(payloads.size()));
    return switch (random.nextInt(4)) {
      case 0 -> address(RecordVectors.sign(Bytes.of(changed(payload.toArray()))));
      case 1, 2 -> address(RecordVectors.sign(otherValue(payload)));
      default -> {
        Bytes cose = RecordVectors.sign(payload);
        yield random.nextBoolean()
            ? address(Bytes.of(changed(cose.toArray())))
            : otherLetter(address(cose));
      }
    };
  }

  private static String address(Bytes cose) {
    return QrText.address(RecordVectors.ADDRESS, cose);
  }

  private byte[] changed(byte[] bytes) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length + (random.nextInt(12) == 0 ? 1 : 0));
    for (int n = random.nextInt(2); n >= 0; n--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(12) == 0
        ? Arrays.copyOf(changed, 1 + random.nextInt(changed.length - 1))
        : changed;
  }

  private String otherLetter(String text) {
    char[] letters = text.toCharArray();
    letters[random.nextInt(letters.length)] = (char) (random.nextInt(95) + 32);
    return new String(letters);
  }

  /** One entry of the record with a value that a careless or a clever writer would put there. */
  private Bytes otherValue(Bytes payload) throws MalformedCbor {
    Cbor.Map whole = (Cbor.Map) Cbor.decode(payload);
    if (random.nextInt(8) == 0) {
      return RecordCodecTest.with(whole, List.of(1, 6, 7).get(random.nextInt(3)), value()).encode();
    }
    Cbor.Map inner = (Cbor.Map) whole.get(-70001).orElseThrow();
    return RecordCodecTest.with(
            whole, -70001, RecordCodecTest.with(inner, 1 + random.nextInt(31), value()))
        .encode();
  }

  private Cbor value() {
    return switch (random.nextInt(9)) {
      case 0 -> Cbor.of(random.nextInt(12));
      case 1 -> Cbor.of(random.nextInt(40_000) - 10_000);
      case 2 -> Cbor.of(random.nextLong());
      case 3 -> Cbor.of(words());
      case 4 -> Cbor.array(Cbor.of(words()), Cbor.of(words()));
      case 5 -> Cbor.array(Cbor.of(1700 + random.nextInt(600)), Cbor.of(random.nextInt(14)));
      case 6 -> Cbor.array(Cbor.of(1900 + random.nextInt(130)));
      case 7 -> Cbor.map().put(random.nextInt(40), Cbor.of(random.nextInt(120_000))).build();
      default -> Cbor.of(7_000_000 + random.nextInt(600_000));
    };
  }

  private String words() {
    String likely = "AĐđÐaêỗ \u0301\u0306'’-./\u00a0\u200b19Яα\u01fe中ª\u0149";
    StringBuilder text = new StringBuilder();
    int size = random.nextInt(40) == 0 ? 260 : 1 + random.nextInt(8);
    while (text.length() < size) {
      text.append(likely.charAt(random.nextInt(likely.length())));
    }
    return text.toString();
  }

  private static String ours(String text) throws IOException {
    CoseSign1 message;
    try {
      message = CoseSign1.parse(QrText.parse(text, Set.of(RecordVectors.ADDRESS)));
    } catch (Refusal | MalformedCose e) {
      return "no code";
    }
    if (!message.kid().equals(new VectorKey().keyId())) {
      return "unknown_issuer";
    }
    Optional<AuthenticRecord> read;
    try {
      read = AuthenticRecord.verify(message, VectorKey.verificationKey(), Samples.CATALOGUE);
    } catch (MalformedRecord e) {
      return "no record";
    }
    if (read.isEmpty()) {
      return "mismatch";
    }
    CredentialRecord record = read.get().record();
    Claims c = record.claims();
    if (c.institution() != Samples.INSTITUTION) {
      return "unknown_issuer";
    }
    ArrayNode said = JSON.createArrayNode();
    said.add(c.institution()).add(record.issuedAt().getEpochSecond()).add(c.kind().code());
    said.add(c.regime().code()).add(c.fullName().value()).add(c.birthDate().toString());
    said.add(c.issueDate().toString()).add(record.serialNumber()).add(record.registerNumber());
    said.add(c.decisionNumber()).add(record.slot().list()).add(record.slot().index());
    Term ranking = c.ranking();
    said.add(ranking == null ? "" : ranking.code());
    said.add(c.expires() == null ? "" : c.expires().toString()).add(c.signerName());
    return JSON.writeValueAsString(said);
  }

  private static List<String> browsers(List<String> texts) throws Exception {
    Process node =
        new ProcessBuilder(
                "node",
                "src/test/js/answers.mjs",
                RecordVectors.FOLDER.resolve("trust.json").toString(),
                "src/main/resources/catalogue",
                RecordVectors.ADDRESS)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (PrintWriter in =
                      new PrintWriter(node.getOutputStream(), false, StandardCharsets.UTF_8)) {
                    texts.forEach(in::println);
                  }
                });
    List<String> answers;
    try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
      answers = out.lines().toList();
    }
    writer.join();
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).isZero();
    return answers;
  }
}
