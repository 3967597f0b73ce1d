package vn.sogoc.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.issuance.quota.QuotaLimit;
import vn.sogoc.issuance.quota.Quotas;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.ListedCount;

/** The door of public counts. */
@ApplicationScoped
public class IssuedCounts {
  private final IssuanceLists lists;
  private final Quotas quotas;

  IssuedCounts(IssuanceLists lists, Quotas quotas) {
    this.lists = lists;
    this.quotas = quotas;
  }

  /**
   * By institution and kind, with those that have a quota and issued nothing yet.
   *
   * @param institution only this issuer, or 0 for all
   * @param year of the issue date
   */
  public List<IssuedCount> of(int institution, int year) {
    Map<Quotas.Place, List<QuotaLimit>> limits = quotas.ofYear(institution, year);
    Map<Quotas.Place, IssuedCount> found = new LinkedHashMap<>();
    for (ListedCount one : lists.counts(institution, year)) {
      Quotas.Place place = new Quotas.Place(one.institution(), one.kind());
      found.put(
          place,
          new IssuedCount(
              one.institution(),
              one.kind(),
              year,
              one.issued(),
              one.lists(),
              limits.getOrDefault(place, List.of())));
    }
    limits.forEach(
        (place, all) ->
            found.putIfAbsent(
                place, new IssuedCount(place.institution(), place.kind(), year, 0, 0, all)));
    return found.values().stream()
        .sorted(Comparator.comparingInt(IssuedCount::institution).thenComparing(IssuedCount::kind))
        .toList();
  }
}
