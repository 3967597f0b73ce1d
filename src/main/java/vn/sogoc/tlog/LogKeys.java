package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteSigner;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The log's two keys, Ed25519 and ML-DSA-44, and the pinned policy that names them and the
 * witnesses. Seeds are kept as seeds: the private form of an ML-DSA key differs between libraries.
 */
@ApplicationScoped
class LogKeys {
  private static final int SEED = 32;

  /** About 4 KB each. */
  private static final int MOST_JUDGED = 8;

  private final WitnessPolicy policy;
  private final Map<Bytes, WitnessPolicy.Judgement> judged =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Bytes, WitnessPolicy.Judgement> eldest) {
              return size() > MOST_JUDGED;
            }
          });
  private final String origin;
  private final List<NoteSigner> signers;

  LogKeys(LogConfig config) {
    this.policy = policy(config.policy());
    this.origin = policy.logs().getFirst().key().name();
    Map<String, Bytes> seeds = seeds(config.seeds());
    this.signers =
        List.of(
            SeedSigner.ed25519(origin, seed(seeds, "ed25519", config.seeds())),
            SeedSigner.mlDsa44(origin, seed(seeds, "ml-dsa-44", config.seeds())));
    for (NoteSigner signer : signers) {
      if (policy.logs().stream().noneMatch(log -> log.key().equals(signer.key()))) {
        throw new IllegalStateException(
            config.policy()
                + " does not name the log's key "
                + signer.key().vkey()
                + " of "
                + config.seeds());
      }
    }
  }

  /** The pinned policy. */
  WitnessPolicy policy() {
    return policy;
  }

  /**
   * What the policy says of a note. That is a function of its bytes, so of the last few, which
   * several look at one after the other, the signatures are verified once.
   */
  WitnessPolicy.Judgement judge(SignedNote note) {
    Bytes bytes = note.encode();
    WitnessPolicy.Judgement known = judged.get(bytes);
    if (known == null) {
      known = policy.judge(note);
      judged.put(bytes, known);
    }
    return known;
  }

  /** The log's name, fixed at its inception. */
  String origin() {
    return origin;
  }

  /** Signs a head with both keys; the same head at the same time gives the same bytes. */
  SignedNote sign(long size, Digest root, Instant at) {
    SignedNote note = new SignedNote(new Checkpoint(origin, size, root).text(), List.of());
    try {
      for (NoteSigner signer : signers) {
        note = note.with(signer.sign(note.text(), at));
      }
      return note;
    } catch (SigningFailed e) {
      throw new IllegalStateException("the log's keys did not sign", e);
    }
  }

  private static WitnessPolicy policy(Path file) {
    try {
      return WitnessPolicy.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the log's policy " + file + " cannot be read", e);
    } catch (MalformedNote e) {
      throw new IllegalStateException(file + " is not a policy: " + e.getMessage(), e);
    }
  }

  private static Map<String, Bytes> seeds(Path file) {
    try {
      Map<String, Bytes> seeds = new HashMap<>();
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        String[] words = line.split(" ");
        if (words.length == 2 && words[1].matches("[0-9a-f]{64}")) {
          seeds.put(words[0], Bytes.ofHex(words[1]));
        }
      }
      return seeds;
    } catch (IOException e) {
      throw new IllegalStateException("the seeds of the log's keys cannot be read: " + file, e);
    }
  }

  private static Bytes seed(Map<String, Bytes> seeds, String name, Path file) {
    Bytes seed = seeds.get(name);
    if (seed == null || seed.size() != SEED) {
      throw new IllegalStateException(file + " has no line \"" + name + " <64 hex digits>\"");
    }
    return seed;
  }
}
