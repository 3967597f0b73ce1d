package vn.sogoc.crypto.note;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sogoc.crypto.note.NoteVectors.LAB;
import static vn.sogoc.crypto.note.NoteVectors.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;

class NoteFuzzTest {
  private static final long SEED = 20261125;
  private static final int ROUNDS = 5_000;
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\n\n",
          " ",
          "\u2014 ",
          "+",
          "=",
          "A",
          "/",
          "0",
          "-1",
          "\t",
          "\r",
          "\u0000",
          "\u00a0",
          "\ud83d\ude00",
          "\ud800",
          "index ",
          "extra ",
          "old ",
          "none",
          "log ",
          "group ",
          "witness ",
          "quorum ",
          "9223372036854775808",
          "AAAA",
          "#",
          "any",
          "all",
          "\u007f");

  /** A parser; what it accepts is given back as its own text. */
  private interface Parser {
    String read(String text) throws MalformedNote;
  }

  /** Likewise for bytes. */
  private interface BytesParser {
    Bytes read(Bytes content) throws MalformedNote;
  }

  /** Half a character becomes a question mark on its way into bytes, so bytes are compared. */
  private static Parser ofBytes(BytesParser parser) {
    return t -> {
      Bytes again = parser.read(bytes(t));
      return again.equals(bytes(t)) ? t : text(again);
    };
  }

  @Test
  void notes() throws Exception {
    fuzz(
        List.of(LAB.get("checkpoint").asText(), text(NoteVectors.labNote().encode())),
        ofBytes(b -> SignedNote.parse(b).encode()));
  }

  @Test
  void signature_lines() throws Exception {
    fuzz(
        NoteVectors.labNote().signatures().stream().map(SignatureLine::line).toList(),
        t -> SignatureLine.parse(t).line());
  }

  @Test
  void keys() throws Exception {
    fuzz(
        List.of(
            LAB.get("vkeys").get(0).asText(),
            LAB.get("vkeys").get(1).asText(),
            NoteVectors.labMlDsa().key().vkey()),
        t -> NoteKey.parse(t).vkey());
  }

  @Test
  void checkpoints() throws Exception {
    fuzz(List.of(NoteVectors.labNote().text()), t -> Checkpoint.parse(t).text());
  }

  @Test
  void proofs() throws Exception {
    String proof = LAB.get("proofs").get("69999").get("tlogProof").asText();
    fuzz(
        List.of(proof, proof.replace("\nindex", "\nextra AAAA\nindex")),
        ofBytes(b -> TlogProof.parse(b).encode()));
  }

  @Test
  void requests_to_a_witness() throws Exception {
    String body =
        NoteVectors.read("witness-add-checkpoint.json")
            .get("exchanges")
            .get(1)
            .get("body")
            .asText();
    fuzz(List.of(body), ofBytes(b -> AddCheckpoint.parse(b).encode()));
  }

  @Test
  void policies() throws Exception {
    String policy = NoteVectors.labPolicy().text();
    fuzz(
        List.of(policy, policy.replace("quorum w1", "group g any w1\nquorum g\n# and so on")),
        t -> WitnessPolicy.parse(t).text());
  }

  @Test
  void no_changed_byte_of_a_plain_note_verifies() throws Exception {
    NoteKey key = NoteKey.parse(NoteVectors.read("signed-notes.json").get(0).get("vkey").asText());
    String note = NoteVectors.read("signed-notes.json").get(0).get("note").asText();
    changeEveryByte(bytes(note), 1, n -> key.verify(n).isPresent());
    NoteKey tessera =
        NoteKey.parse(NoteVectors.read("tessera-testlog-15.json").get("vkey").asText());
    for (SignedNote each : NoteVectors.tessera()) {
      changeEveryByte(each.encode(), 17, n -> tessera.verify(n).isPresent());
    }
  }

  @Test
  void no_changed_byte_of_a_cosigned_checkpoint_is_accepted() throws Exception {
    WitnessPolicy policy = NoteVectors.labPolicy();
    changeEveryByte(NoteVectors.labNote().encode(), 17, n -> policy.accept(n).isPresent());
  }

  /** One flipped bit in every byte; every so-manieth is changed in two other ways too. */
  private static void changeEveryByte(Bytes content, int step, Predicate<SignedNote> accepts)
      throws MalformedNote {
    Random random = new Random(SEED);
    assertThat(accepts.test(SignedNote.parse(content))).isTrue();
    for (int at = 0; at < content.size(); at++) {
      byte[] flipped = content.toArray();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      byte[] other = content.toArray();
      other[at] += (byte) (1 + random.nextInt(255));
      byte[] without = new byte[content.size() - 1];
      System.arraycopy(content.toArray(), 0, without, 0, at);
      System.arraycopy(content.toArray(), at + 1, without, at, without.length - at);
      List<byte[]> all = List.of(flipped, other, without);
      for (byte[] changed : at % step == 0 ? all : all.subList(0, 1)) {
        assertThat(parsed(Bytes.of(changed)).filter(accepts)).as("byte %d", at).isEmpty();
      }
    }
  }

  private static Optional<SignedNote> parsed(Bytes content) {
    try {
      return Optional.of(SignedNote.parse(content));
    } catch (MalformedNote e) {
      return Optional.empty();
    }
  }

  /** Anything but MalformedNote that leaves the parser fails the test. */
  private static void fuzz(List<String> good, Parser parser) throws MalformedNote {
    Random random = new Random(SEED);
    int accepted = 0;
    for (String each : good) {
      assertThat(parser.read(each)).isEqualTo(each);
    }
    for (int i = 0; i < ROUNDS; i++) {
      String changed = change(random, good.get(random.nextInt(good.size())));
      try {
        assertThat(parser.read(changed)).isEqualTo(changed);
        accepted++;
      } catch (MalformedNote expected) {
        assertThat(expected.getMessage()).contains("found").hasSizeLessThan(300);
      }
    }
    assertThat(accepted).isLessThan(ROUNDS);
  }

  private static String change(Random random, String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length() + 1);
      int to = Math.min(changed.length(), at + random.nextInt(4));
      switch (random.nextInt(6)) {
        case 0 -> changed.delete(at, to);
        case 1 -> changed.setLength(at);
        case 2 -> changed.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        case 3 -> changed.insert(at, (char) random.nextInt(0x180));
        case 4 -> swapLines(random, changed);
        default -> changed.insert(at, changed.substring(random.nextInt(changed.length() + 1)));
      }
    }
    return changed.toString();
  }

  private static void swapLines(Random random, StringBuilder text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.toString().split("\n", -1)));
    lines.add(random.nextInt(lines.size()), lines.remove(random.nextInt(lines.size())));
    if (random.nextBoolean()) {
      lines.add(lines.get(random.nextInt(lines.size())));
    }
    text.replace(0, text.length(), String.join("\n", lines));
  }

  private static String text(Bytes content) {
    return new String(content.toArray(), StandardCharsets.UTF_8);
  }
}
