package vn.sogoc.issuance.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/** The door of quotas: what is in force. */
@ApplicationScoped
public class Quotas {
  private final QuotaRepository decisions;

  Quotas(QuotaRepository decisions) {
    this.decisions = decisions;
  }

  /**
   * The quotas in force, and nobody else counts against them until the caller's transaction ends.
   * None where none was ever set.
   *
   * @throws Refusal {@code quota-altered} where they are not as they were decided
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<QuotaLimit> hold(int institution, String kind, int year) {
    return limits(institution, kind, year, true);
  }

  /** The quotas in force. */
  @Transactional
  public List<QuotaLimit> inForce(int institution, String kind, int year) {
    return limits(institution, kind, year, false);
  }

  /** The quotas in force; empty where they are not as they were decided, which the audit names. */
  @Transactional
  public Optional<List<QuotaLimit>> genuine(int institution, String kind, int year) {
    OptionalInt versions = decisions.versions(institution, kind, year, false);
    return versions.isEmpty()
        ? Optional.of(List.of())
        : newest(decisions.quotas(institution, kind, year), versions.getAsInt());
  }

  private List<QuotaLimit> limits(int institution, String kind, int year, boolean lock) {
    OptionalInt versions = decisions.versions(institution, kind, year, lock);
    if (versions.isEmpty()) {
      return List.of();
    }
    return newest(decisions.quotas(institution, kind, year), versions.getAsInt())
        .orElseThrow(Quotas::altered);
  }

  /** The newest of each programme; empty where they are not those that were decided. */
  private Optional<List<QuotaLimit>> newest(List<QuotaRepository.Settled> all, int versions) {
    Map<String, QuotaLimit> limits = new TreeMap<>();
    int version = 0;
    for (QuotaRepository.Settled one : all) {
      QuotaDecisionEntity decision = one.decision();
      Integer places = decision.places;
      Integer stated = one.outcome().version;
      version++;
      if (!decisions.isGenuine(one) || places == null || stated == null || stated != version) {
        return Optional.empty();
      }
      limits.put(
          decision.programme, new QuotaLimit(decision.programme, places, decision.decisionNumber));
    }
    return version == versions ? Optional.of(List.copyOf(limits.values())) : Optional.empty();
  }

  /** Where a quota holds. */
  public record Place(int institution, String kind) {}

  /**
   * The quotas of a year for everyone, by institution and kind; what is not as it was decided is
   * left out, and the audit names it.
   *
   * @param institution only this issuer, or 0 for all
   */
  @Transactional
  public Map<Place, List<QuotaLimit>> ofYear(int institution, int year) {
    Map<Place, List<QuotaRepository.Settled>> chains = new LinkedHashMap<>();
    for (QuotaRepository.Settled one : decisions.quotas(institution, year)) {
      Place place = new Place(one.decision().institutionId, one.decision().kind);
      chains.computeIfAbsent(place, none -> new ArrayList<>()).add(one);
    }
    Map<Place, List<QuotaLimit>> found = new LinkedHashMap<>();
    chains.forEach(
        (place, chain) ->
            newest(chain, chain.size()).ifPresent(limits -> found.put(place, limits)));
    return found;
  }

  /** The release of exactly these rows of a batch. */
  @Transactional
  public Optional<UUID> release(int institution, UUID batch, Digest approvedHash) {
    return decisions.releases(institution, batch).stream()
        .filter(decisions::isGenuine)
        .map(QuotaRepository.Settled::decision)
        .filter(d -> d.approvedHash != null && Digest.of(d.approvedHash).equals(approvedHash))
        .map(d -> d.id)
        .findFirst();
  }

  private static Refusal altered() {
    return new Refusal(
        QuotaProblem.ALTERED, "the quotas of this kind and year are not as they were decided");
  }
}
