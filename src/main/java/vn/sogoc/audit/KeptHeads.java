package vn.sogoc.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.witness.WitnessClient;

/**
 * Heads that are kept outside of the store: whoever cut the log back does not reach them. Get them
 * before the store is read, which then is at least as far.
 */
public final class KeptHeads {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private KeptHeads() {}

  /**
   * A head in a file, as the service or a witness served it.
   *
   * @throws CannotAudit where it is none
   */
  public static SignedNote of(Path file) throws IOException {
    try {
      return SignedNote.parse(Bytes.of(Files.readAllBytes(file)));
    } catch (MalformedNote e) {
      throw new CannotAudit(file + " is no head: expected " + e.getMessage(), e);
    }
  }

  /**
   * What a node remembers that it signed last.
   *
   * @param folder its memory; nothing where there is none
   */
  public static List<SignedNote> remembered(Path folder, WitnessPolicy policy) throws IOException {
    List<SignedNote> found = new ArrayList<>();
    for (String origin : origins(policy)) {
      Path file = folder.resolve(Digest.sha256(Bytes.of(origin.getBytes(UTF_8))).hex());
      if (Files.isReadable(file)) {
        found.add(of(file));
      }
    }
    return found;
  }

  /**
   * What a witness cosigned last.
   *
   * @throws CannotAudit where it does not say
   */
  public static List<SignedNote> seen(URI witness, WitnessPolicy policy) {
    List<NoteKey> keys = policy.witnesses().stream().map(WitnessPolicy.Witness::key).toList();
    List<SignedNote> found = new ArrayList<>();
    try (WitnessClient client = new WitnessClient(witness, keys, TIMEOUT)) {
      for (String origin : origins(policy)) {
        client
            .latest(origin)
            .flatMap(WitnessClient.Memory::note)
            .filter(note -> !policy.cosigners(note).isEmpty())
            .ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new CannotAudit("The witness " + witness + " shows no head of this log.");
    }
    return found;
  }

  private static List<String> origins(WitnessPolicy policy) {
    return policy.logs().stream().map(log -> log.key().name()).distinct().toList();
  }
}
