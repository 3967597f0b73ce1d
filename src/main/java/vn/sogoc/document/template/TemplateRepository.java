package vn.sogoc.document.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Templates by their rows; one whose row the service did not write, or that is not what two persons
 * agreed to, is none.
 */
@ApplicationScoped
class TemplateRepository implements PanacheRepositoryBase<TemplateEntity, UUID> {
  /** Of one kind of an institution, for good: what was issued keeps its page. */
  static final int MOST = 50;

  private final RowSeal seal;
  private final Proposals proposals;

  TemplateRepository(Secrets secrets, Proposals proposals) {
    this.seal = new RowSeal(secrets, "diploma-template");
    this.proposals = proposals;
  }

  void add(TemplateEntity row) {
    row.seal = seal.of(columns(row));
    persistAndFlush(row);
  }

  void end(TemplateEntity row, Instant at) {
    row.endedAt = at;
    row.seal = seal.of(columns(row));
    flush();
  }

  /** The row to be ended, for whoever ends it alone. */
  Optional<TemplateEntity> locked(UUID id) {
    Optional<TemplateEntity> row = findByIdOptional(id);
    row.ifPresent(
        one -> getEntityManager().refresh(one, LockModeType.PESSIMISTIC_WRITE)); // read before
    return row.filter(this::isGenuine);
  }

  long count(int institution, String kind) {
    return count("institutionId = ?1 and kind = ?2", institution, kind);
  }

  /** Rows of a kind, those agreed to last first. */
  List<TemplateEntity> of(int institution, String kind) {
    return find(
            "institutionId = ?1 and kind = ?2 order by agreedAt desc, id desc", institution, kind)
        .page(0, MOST)
        .list();
  }

  /** Rows of an institution, those agreed to last first. */
  List<TemplateEntity> of(int institution) {
    return find("institutionId = ?1 order by agreedAt desc, id desc", institution)
        .page(0, 4 * MOST)
        .list();
  }

  /** Rows of all, those agreed to last first. */
  List<TemplateEntity> page(@Nullable UUID after, int limit) {
    @Nullable TemplateEntity last = after == null ? null : findById(after);
    if (last == null) {
      return find("order by agreedAt desc, id desc").page(0, limit).list();
    }
    return find(
            "agreedAt < ?1 or (agreedAt = ?1 and id < ?2) order by agreedAt desc, id desc",
            last.agreedAt,
            last.id)
        .page(0, limit)
        .list();
  }

  /** Whether these rows are the service's, and as many as two persons agreed to. */
  boolean areAll(int institution, String kind, List<TemplateEntity> rows) {
    return rows.stream().allMatch(this::isGenuine)
        && proposals.approvals(TemplateKind.CODE, TemplateDrafts.subject(institution, kind))
            == rows.size();
  }

  /** Whether a row ended exactly if two persons agreed to that. */
  boolean isEndTrue(TemplateEntity row) {
    String subject = PublicId.of(Template.ID_KIND, row.id).toString();
    return (row.endedAt != null) == (proposals.approvals(TemplateEndKind.CODE, subject) > 0);
  }

  /** What the row says and two persons agreed to; empty where these are not the same. */
  Optional<Template> template(TemplateEntity row) {
    if (!isGenuine(row)) {
      return Optional.empty();
    }
    return proposals
        .approved(PublicId.of("pro", row.id))
        .filter(p -> p.kind().equals(TemplateKind.CODE) && p.institution() == row.institutionId)
        .flatMap(p -> agreed(row, p));
  }

  private static Optional<Template> agreed(TemplateEntity row, Proposal proposal) {
    return TemplateTerms.parse(proposal.terms())
        .filter(
            terms ->
                terms.kind().equals(row.kind)
                    && terms.from().equals(row.validFrom)
                    && java.util.Objects.equals(terms.until(), row.validUntil))
        .map(
            terms ->
                new Template(
                    row.id,
                    row.institutionId,
                    row.kind,
                    row.validFrom,
                    row.validUntil,
                    row.agreedAt,
                    row.endedAt,
                    terms.design()));
  }

  /** Those of them that are what they were; the others are left out. */
  List<Template> templates(List<TemplateEntity> rows) {
    List<Template> all = new ArrayList<>();
    rows.forEach(row -> template(row).ifPresent(all::add));
    return all;
  }

  private boolean isGenuine(TemplateEntity row) {
    return seal.fits(row.seal, columns(row));
  }

  private static @Nullable Object[] columns(TemplateEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.kind,
      row.validFrom,
      row.validUntil,
      row.agreedAt.toEpochMilli(),
      row.endedAt == null ? null : row.endedAt.toEpochMilli()
    };
  }
}
