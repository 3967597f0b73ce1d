package vn.sogoc.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.TlogProof;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The walk from an entry to the root in commands and in numbers. What is shown is public in the
 * log; whoever follows it computes everything anew and trusts none of it.
 *
 * @param id of the credential; null where the page explains without one
 * @param wrong somebody typed an identifier that is none
 * @param entry as it stands in the log
 * @param leaf its hash in hexadecimal
 * @param place its index, and the size of the head
 * @param steps from the leaf upwards
 * @param root of the head, in hexadecimal
 * @param signatures of the head
 */
public record InclusionScreen(
    @Nullable String id,
    boolean wrong,
    Commands commands,
    @Nullable String entry,
    @Nullable String leaf,
    @Nullable String place,
    List<Step> steps,
    @Nullable String root,
    List<Signature> signatures) {
  private static final String UNKNOWN_ID = "crd_...";
  private static final int ED25519 = 64;
  private static final int COSIGNED_AT = 8;
  private static final int NOTE_HEAD = 4; // origin, size, root, empty line

  public InclusionScreen {
    steps = List.copyOf(steps);
    signatures = List.copyOf(signatures);
  }

  /** The name of the script that does all steps at once. */
  public String scriptName() {
    return "check-inclusion.sh";
  }

  /** Two hashes and the one above them. */
  public record Step(String left, String right, String above, boolean ownIsLeft) {}

  /**
   * A line of the note.
   *
   * @param command that checks it with openssl; null where openssl before 3.5 cannot
   */
  public record Signature(String name, @Nullable String command) {}

  /** What is typed, the same for everybody but for the address and the identifier. */
  public record Commands(
      String fetch,
      String entry,
      String leaf,
      String record,
      String node,
      String root,
      String body,
      String script) {
    static Commands of(Ui ui, String id) {
      String address = ui.address();
      return new Commands(
          "curl -s " + address + "/api/v1/proofs/" + id + " >proof",
          "sed -n 's/^extra //p' proof | base64 -d >entry\ncat entry",
          "{ printf '\\0'; cat entry; } | sha256sum",
          "qr='...#A...'      # "
              + ui.t("web.inclusion.note.qr")
              + """

          a=${qr##*#}; a=${a#A}; while [ $((${#a} % 8)) != 0 ]; do a+='='; done
          base32 -d <<<"$a" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '='
          grep '^digest ' entry""",
          """
          node() { printf '%b' "$(sed 's/../\\\\x&/g' <<<"01$1$2")" | sha256sum | cut -c1-64; }
          node LEFT RIGHT""",
          "sed '1,/^$/d' proof | sed -n 3p | base64 -d | od -An -v -tx1 | tr -d ' \\n'",
          "sed '1,/^$/d' proof >note; sed '/^$/,$d' note >body",
          "curl -s "
              + address
              + "/check-inclusion.sh >check-inclusion.sh\n"
              + "less check-inclusion.sh\n"
              + "bash check-inclusion.sh proof policy \"$qr\"");
    }
  }

  static InclusionScreen withoutProof(Ui ui, boolean wrong) {
    return new InclusionScreen(
        null, wrong, Commands.of(ui, UNKNOWN_ID), null, null, null, List.of(), null, List.of());
  }

  static InclusionScreen of(Ui ui, String id, TlogProof proof) {
    Bytes entry = proof.extra().orElseThrow();
    List<String> head = proof.checkpoint().text().lines().toList();
    long size = Long.parseLong(head.get(1));
    Digest leaf = MerkleTree.leaf(entry);
    List<Step> steps = steps(leaf, proof.index(), size, proof.path());
    return new InclusionScreen(
        id,
        false,
        Commands.of(ui, id),
        new String(entry.toArray(), StandardCharsets.UTF_8),
        leaf.hex(),
        ui.t("web.inclusion.place", Long.toString(proof.index()), Long.toString(size)),
        steps,
        steps.isEmpty() ? leaf.hex() : steps.getLast().above(),
        signatures(ui, proof.checkpoint().signatures()));
  }

  /** RFC 9162 section 2.1.3.2, steps 2 to 4; a proof that is given out has been checked before. */
  private static List<Step> steps(Digest leaf, long index, long size, List<Digest> path) {
    List<Step> steps = new ArrayList<>();
    Digest own = leaf;
    long fn = index;
    long sn = size - 1;
    for (Digest other : path) {
      boolean ownIsLeft = (fn & 1) == 0 && fn != sn;
      Digest left = ownIsLeft ? own : other;
      Digest right = ownIsLeft ? other : own;
      if (!ownIsLeft) {
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      }
      own = MerkleTree.node(left, right);
      steps.add(new Step(left.hex(), right.hex(), own.hex(), ownIsLeft));
      fn >>>= 1;
      sn >>>= 1;
    }
    return steps;
  }

  private static List<Signature> signatures(Ui ui, List<SignatureLine> lines) {
    List<Signature> signatures = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      SignatureLine line = lines.get(i);
      signatures.add(new Signature(line.name(), command(ui, line, NOTE_HEAD + 1 + i)));
    }
    return signatures;
  }

  /** C2SP signed-note (type 1) and tlog-cosignature (type 4); told apart by their lengths. */
  private static @Nullable String command(Ui ui, SignatureLine line, int number) {
    boolean cosigned = line.signature().size() == COSIGNED_AT + ED25519;
    if (!cosigned && line.signature().size() != ED25519) {
      return null;
    }
    String message =
        cosigned
            ? "{ printf 'cosignature/v1\\ntime %d\\n'; cat body; } >message"
                .formatted(ByteBuffer.wrap(line.signature().toArray()).getLong())
            : "cp body message";
    return """
        key='...'      # %s
        { printf '\\x30\\x2a\\x30\\x05\\x06\\x03\\x2b\\x65\\x70\\x03\\x21\\x00'; base64 -d <<<"$key" | tail -c +2; } >key.der
        sed -n %dp note | cut -d' ' -f3 | base64 -d | tail -c +%d >sig
        %s
        openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in message -sigfile sig"""
        .formatted(
            ui.t("web.inclusion.note.key", line.name(), "+%08x+".formatted(line.keyId())),
            number,
            cosigned ? Integer.BYTES + COSIGNED_AT + 1 : Integer.BYTES + 1,
            message);
  }
}
