package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/** What each keeper's old books cover: computed, signed, logged, and shown to everybody. */
@ApplicationScoped
public class Coverage {
  private static final Logger LOG = Logger.getLogger(Coverage.class);
  private static final int TRIES = 5;

  /** The newest may not be logged yet; the one before it then counts. */
  private static final int LOOKED_AT = 3;

  /**
   * A coverage that is signed by its keeper and logged.
   *
   * @param signed COSE bytes
   * @param index of its entry in the log
   */
  public record Said(CoverageStatement statement, Bytes signed, long index) {
    /** The same with the lines of one issuer alone, for an answer about it. */
    public Said of(int issuer) {
      List<CoverageLine> lines =
          statement.lines().stream().filter(line -> line.issuer() == issuer).toList();
      return new Said(
          new CoverageStatement(statement.keeper(), statement.version(), statement.at(), lines),
          signed,
          index);
    }
  }

  private final CoverageStore store;
  private final Custody custody;
  private final Signing signing;
  private final TrustRegister trust;
  private final TransparencyLog log;
  private final Clock clock;

  Coverage(
      CoverageStore store,
      Custody custody,
      Signing signing,
      TrustRegister trust,
      TransparencyLog log,
      Clock clock) {
    this.store = store;
    this.custody = custody;
    this.signing = signing;
    this.trust = trust;
    this.log = log;
    this.clock = clock;
  }

  /** Says anew what a keeper's books cover, where that is not what was said last. */
  void say(int keeper) {
    for (int i = 0; i < TRIES; i++) {
      List<CoverageLine> lines = store.figures(keeper, clock.instant());
      Instant now = Own.now(clock); // behind every copy that was counted
      List<CoverageEntity> before = store.newest(keeper, 1);
      if (!before.isEmpty() && lines.equals(lines(before.getFirst()))) {
        return;
      }
      int version = before.isEmpty() ? 1 : before.getFirst().version + 1;
      CoverageStatement next =
          new CoverageStatement(keeper, version, now.truncatedTo(ChronoUnit.SECONDS), lines);
      if (store.add(next, sign(next, now), now)) {
        return;
      }
    }
    throw new Refusal(HttpProblem.UNAVAILABLE, "others say the same coverage at this moment");
  }

  private CoseSign1 sign(CoverageStatement statement, Instant now) {
    Signer<Purpose.IssuanceList> signer = signing.lists(statement.keeper(), now);
    try {
      Bytes content = statement.encode();
      if (!CoverageStatement.decode(content).equals(statement)) {
        throw new Refusal(LegacyProblem.ALTERED, "a coverage that its own reader does not read");
      }
      return CoseSign1.sign(signer, CoverageStatement.AAD, content);
    } catch (MalformedCopy e) {
      throw new Refusal(LegacyProblem.TOO_MANY, "the coverage has too many lines to be signed");
    } catch (SigningFailed e) {
      throw new Refusal(InstitutionProblem.KEY_STORE_UNAVAILABLE, "the key store did not sign");
    }
  }

  private static List<CoverageLine> lines(CoverageEntity row) {
    try {
      return CoverageStatement.decode(CoseSign1.parse(Bytes.of(row.signed)).payload()).lines();
    } catch (MalformedCose | MalformedCopy e) {
      return List.of(); // changed by hand: what is said next is said in full
    }
  }

  /** What a keeper said last, under a cosigned head; empty where it never did. */
  public Optional<Said> of(int keeper) {
    return store.newest(keeper, LOOKED_AT).stream().flatMap(row -> said(row).stream()).findFirst();
  }

  /** What is said of the books of an issuer, by whoever keeps them now. */
  public Optional<Said> ofIssuer(int issuer) {
    return switch (custody.keeper(issuer, clock.instant())) {
      case Keeper.TheIssuer ignored -> of(issuer);
      case Keeper.Another another -> of(another.institution());
      case Keeper.Altered ignored -> Optional.empty();
    };
  }

  /** What all keepers said, by their numbers, after one. */
  public List<Said> all(int after, int limit) {
    List<Said> said = new ArrayList<>();
    List<Integer> keepers = store.keepers(after, limit);
    while (!keepers.isEmpty() && said.size() < limit) {
      keepers.forEach(keeper -> of(keeper).ifPresent(said::add));
      keepers = store.keepers(keepers.getLast(), limit); // one that waits for the log hides nobody
    }
    return said.subList(0, Math.min(said.size(), limit));
  }

  private Optional<Said> said(CoverageEntity row) {
    try {
      CoseSign1 message = CoseSign1.parse(Bytes.of(row.signed));
      Map<vn.sogoc.crypto.keys.KeyId, TrustAnswer> keys = trust.keys(Set.of(message.kid()));
      if (!(keys.get(message.kid()) instanceof TrustAnswer.Known known)
          || known.key().institution().id() != row.institutionId) {
        return Optional.empty();
      }
      Optional<CoverageStatement> statement =
          known
              .key()
              .verifier(Purpose.ISSUANCE_LIST)
              .flatMap(key -> read(message, key))
              .filter(s -> s.keeper() == row.institutionId && s.version() == row.version)
              .filter(s -> known.key().key().validAt(row.recordedAt));
      LogEntry entry =
          LogEntry.coverage(row.recordedAt, row.institutionId, Digest.sha256(message.bytes()));
      if (statement.isEmpty()
          || !(log.inclusions(List.of(entry)).get(entry) instanceof Inclusion.Included included)) {
        return Optional.empty();
      }
      return Optional.of(new Said(statement.get(), message.bytes(), included.index()));
    } catch (MalformedCose e) {
      LOG.errorf("the coverage %s was altered", row.id);
      return Optional.empty();
    }
  }

  private static Optional<CoverageStatement> read(
      CoseSign1 message, vn.sogoc.crypto.keys.VerificationKey<Purpose.IssuanceList> key) {
    try {
      return CoverageStatement.verify(message, key);
    } catch (MalformedCopy e) {
      return Optional.empty();
    }
  }
}
