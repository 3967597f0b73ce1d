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

  /** Lets go of those whose time is over; how many. */
  long sweep(Instant now) {
    return delete("from PrintEntity where expiresAt <= ?1", now);
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
