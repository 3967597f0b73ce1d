package vn.sogoc.issuance.prints;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.store.CopyRows;

/** Rows of {@code print_run} and {@code print_part}. */
@ApplicationScoped
class PrintRepository implements PanacheRepositoryBase<PrintEntity, UUID> {
  static final String CHUNK = "chunk";
  static final String FILE = "file";

  /** Beside other uses of advisory locks of an institution. */
  private static final int PRINTS = 0x7072_6e74;

  Optional<PrintEntity> of(int institution, UUID id) {
    return find("from PrintEntity where id = ?1 and institutionId = ?2", id, institution)
        .firstResultOptional();
  }

  Optional<PrintEntity> same(UUID batch, PrintForm form, int part) {
    return find(
            "from PrintEntity where batchId = ?1 and form = ?2 and part = ?3",
            batch,
            form.code(),
            part)
        .firstResultOptional();
  }

  /** Of a batch, by form and part. */
  List<PrintEntity> ofBatch(int institution, UUID batch, int limit) {
    return find(
            "from PrintEntity where institutionId = ?1 and batchId = ?2 order by form, part",
            institution,
            batch)
        .page(0, limit)
        .list();
  }

  /** Lets one transaction at a time ask for a print of an institution; held until it ends. */
  void oneAtATime(int institution) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :use) as text)")
        .setParameter("institution", institution)
        .setParameter("use", PRINTS)
        .getSingleResult();
  }

  /** How many of an institution are being made. */
  long open(int institution) {
    Object count =
        getEntityManager()
            .createNativeQuery(
                """
                select count(*) from print_run p join job j on j.id = p.job_id
                where p.institution_id = :institution and p.digest is null and j.state <> 'failed'
                """,
                Long.class)
            .setParameter("institution", institution)
            .getSingleResult();
    return (Long) count;
  }

  /** Lets go of a print and its file. */
  void forget(PrintEntity print) {
    delete(print);
    flush();
  }

  /** Lets go of the one whose time was over first; false where there is none. */
  boolean sweepOne(Instant now) {
    Optional<PrintEntity> over =
        find("from PrintEntity where expiresAt <= ?1 order by expiresAt, id", now)
            .page(0, 1)
            .firstResultOptional();
    over.ifPresent(this::forget);
    return over.isPresent();
  }

  /** What files take: of an institution, and of all. */
  record Kept(long own, long all) {}

  Kept kept(int institution) {
    Object[] row =
        (Object[])
            getEntityManager()
                .createNativeQuery(
                    """
                    select coalesce(sum(case when institution_id = :institution then taken end), 0),
                      coalesce(sum(taken), 0)
                    from (select institution_id, coalesce(size, row_count * cast(:each as bigint)) as taken
                      from print_run) as files""",
                    Object[].class)
                .setParameter("institution", institution)
                .setParameter("each", PrintEntity.EXPECTED)
                .getSingleResult();
    return new Kept(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
  }

  /** How many events there are about rows of a batch: another number, and something happened. */
  long events(UUID batch, int first, int rows) {
    return (Long)
        getEntityManager()
            .createNativeQuery(
                """
                select count(*) from register_event v join register_entry e on e.id = v.entry_id
                where e.batch_id = :batch and e.batch_row >= :first and e.batch_row < :end""",
                Long.class)
            .setParameter("batch", batch)
            .setParameter("first", first)
            .setParameter("end", first + rows)
            .getSingleResult();
  }

  void addPart(PrintEntity print, String section, int position, Bytes sealed) {
    new CopyRows("print_part", "print_id", "section", "position", "institution_id", "content")
        .row()
        .add(print.id)
        .add(section)
        .add(position)
        .add(print.institutionId)
        .add(sealed.toArray())
        .into(getEntityManager());
  }

  @Nullable Bytes part(UUID print, String section, int position) {
    List<?> found =
        getEntityManager()
            .createNativeQuery(
                """
                select content from print_part
                where print_id = :id and section = :section and position = :position""",
                byte[].class)
            .setParameter("id", print)
            .setParameter("section", section)
            .setParameter("position", position)
            .getResultList();
    return found.isEmpty() ? null : Bytes.of((byte[]) found.getFirst());
  }

  void deleteParts(UUID print, String section) {
    getEntityManager()
        .createNativeQuery("delete from print_part where print_id = :id and section = :section")
        .setParameter("id", print)
        .setParameter("section", section)
        .executeUpdate();
  }
}
