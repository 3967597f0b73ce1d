package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * Who keeps whose register. Issuers are merged, renamed and closed; what they issued stays theirs
 * for ever, and somebody else answers for the book. Decisions are only added; each is sealed
 * together with the one before it, so a row that was changed, put in or taken out from between
 * names nobody.
 */
@ApplicationScoped
public class Custody {
  private static final int SHORTEST_BASIS = 3;
  private static final int LONGEST_BASIS = 300;

  private static final Duration AGE = Duration.ofSeconds(5);

  private record Known(Keeper keeper, Instant at) {}

  private final Map<Integer, Known> kept = new ConcurrentHashMap<>();
  private final CustodyRepository decisions;
  private final TrustRegister trust;
  private final Secrets.Keyed seal;
  private final Trail trail;
  private final Clock clock;

  Custody(
      CustodyRepository decisions, TrustRegister trust, Secrets secrets, Trail trail, Clock clock) {
    this.decisions = decisions;
    this.trust = trust;
    this.seal = secrets.keyed("register-custody");
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Who keeps the register of an issuer at an instant; known for at most five seconds, in which no
   * transaction is begun for it.
   */
  public Keeper keeper(int issuer, Instant now) {
    Known known = kept.get(issuer);
    if (known == null || Duration.between(known.at(), now).abs().compareTo(AGE) > 0) {
      known = new Known(read(issuer, LegalDay.of(now)), now);
      kept.put(issuer, known);
    }
    return known.keeper();
  }

  /** Whose registers an institution keeps at an instant: its own, and those it was entrusted. */
  public Set<Integer> keptBy(int institution, Instant now) {
    Set<Integer> kept = new TreeSet<>();
    if (keeper(institution, now) instanceof Keeper.TheIssuer) {
      kept.add(institution);
    }
    for (int issuer : decisions.everEntrustedTo(institution)) {
      if (keeper(issuer, now) instanceof Keeper.Another another
          && another.institution() == institution) {
        kept.add(issuer);
      }
    }
    return kept;
  }

  private Keeper read(int issuer, LocalDate day) {
    List<CustodyEntity> chain = decisions.of(issuer);
    if (!isWhole(chain)) {
      return new Keeper.Altered();
    }
    return chain.reversed().stream()
        .filter(decision -> !decision.validFrom.isAfter(day))
        .findFirst()
        .filter(decision -> decision.keeperId != issuer)
        .<Keeper>map(d -> new Keeper.Another(d.keeperId, d.validFrom, d.legalBasis))
        .orElseGet(Keeper.TheIssuer::new);
  }

  /**
   * Hands the register of an issuer to a keeper from a day on, or back to the issuer.
   *
   * @param from not before the day of an earlier decision
   * @param legalBasis the decision it rests on
   * @throws Refusal {@code custody-refused} where the particulars do not stand
   */
  @Transactional
  public void entrust(int issuer, int keeper, LocalDate from, String legalBasis) {
    String basis = legalBasis.strip();
    if (trust.institution(issuer).isEmpty() || trust.institution(keeper).isEmpty()) {
      throw refused("issuer and keeper are institutions of the register");
    }
    if (basis.length() < SHORTEST_BASIS || basis.length() > LONGEST_BASIS) {
      throw refused("custody rests on a decision, named in 3 to 300 characters");
    }
    List<CustodyEntity> chain = decisions.of(issuer);
    if (!isWhole(chain)) {
      throw refused("the earlier decisions were changed after they were written");
    }
    CustodyEntity last = chain.isEmpty() ? null : chain.getLast();
    int current = last == null ? issuer : last.keeperId;
    if (current == keeper) {
      throw refused("the register is in the hands of that keeper already");
    }
    if (last != null && from.isBefore(last.validFrom)) {
      throw refused("the day lies before the decision of " + last.validFrom);
    }
    CustodyEntity next = new CustodyEntity();
    next.id = new CustodyEntity.Key(issuer, chain.size() + 1);
    next.keeperId = keeper;
    next.validFrom = from;
    next.legalBasis = basis;
    next.recordedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    next.seal = sealOf(next, last == null ? new byte[0] : last.seal).toArray();
    decisions.persistAndFlush(next);
    trail.tell(
        new Deed(
            Doer.REGISTRY,
            "custody.entrust",
            issuer,
            issuer + "/" + next.id.version(),
            Digest.of(next.seal)));
    kept.remove(issuer);
  }

  private boolean isWhole(List<CustodyEntity> chain) {
    byte[] before = {};
    for (int i = 0; i < chain.size(); i++) {
      CustodyEntity decision = chain.get(i);
      if (decision.id.version() != i + 1
          || !sealOf(decision, before).equals(Bytes.of(decision.seal))) {
        return false;
      }
      before = decision.seal;
    }
    return true;
  }

  private Bytes sealOf(CustodyEntity decision, byte[] before) {
    return seal.hash(
        Cbor.array(
                Cbor.of(decision.id.institutionId()),
                Cbor.of(decision.id.version()),
                Cbor.of(decision.keeperId),
                Cbor.of(decision.validFrom.toEpochDay()),
                Cbor.of(decision.legalBasis),
                Cbor.of(decision.recordedAt.toEpochMilli()),
                Cbor.of(Bytes.of(before)))
            .encode()
            .toArray());
  }

  private static Refusal refused(String why) {
    return new Refusal(RegisterProblem.CUSTODY_REFUSED, why);
  }
}
