package vn.sogoc.document.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.Design;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * Pictures of institutions, each once; one whose bytes are not those of its digest is not there.
 */
@ApplicationScoped
class TemplateImages implements PanacheRepositoryBase<TemplateImageEntity, UUID> {
  private static final int MOST_A_DAY = 20;
  private static final int MOST = 100;

  private static final int LOCK = 41_001;

  /** Pictures in memory; each has at most 3 MB, and the same again as part of pages. */
  private static final int AT_HAND = 12;

  private final PublicIds ids;
  private final RowSeal seal;
  private final Trail trail;
  private final Clock clock;
  private final Map<Digest, Picture> atHand =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Picture> eldest) {
          return size() > AT_HAND;
        }
      };

  TemplateImages(PublicIds ids, Secrets secrets, Trail trail, Clock clock) {
    this.ids = ids;
    this.seal = new RowSeal(secrets, "template-image");
    this.trail = trail;
    this.clock = clock;
  }

  /** What is known of a picture without reading it. */
  record Known(Digest digest, int width, int height, Instant at) {}

  /** Keeps a picture; one that is there already stays as it is. */
  @Transactional
  public void keep(Actor actor, int institution, Picture picture) {
    Digest digest = picture.digest();
    alone(institution);
    Optional<TemplateImageEntity> before = row(institution, digest);
    if (before.filter(this::isGenuine).isPresent()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (before.isPresent()) { // not one of ours, and there is place for one
      throw new Refusal(
          TemplateProblem.TOO_MANY, "a picture with this hash was changed in the store");
    }
    if (count("institutionId", institution) >= MOST
        || count("institutionId = ?1 and keptAt > ?2", institution, now.minus(Duration.ofDays(1)))
            >= MOST_A_DAY) {
      throw new Refusal(
          TemplateProblem.TOO_MANY,
          "at most %d pictures in a day, and %d of an institution".formatted(MOST_A_DAY, MOST));
    }
    TemplateImageEntity row = new TemplateImageEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.digest = digest.toArray();
    row.mediaType = picture.form().mediaType();
    row.width = picture.width();
    row.height = picture.height();
    row.content = picture.content().toArray();
    row.keptAt = now;
    row.seal = seal.of(columns(row));
    persistAndFlush(row);
    trail.tell(
        new Deed(actor.as(Role.OPERATE), "template-image.keep", institution, digest.hex(), digest));
  }

  /**
   * Takes away a picture that no template names which was agreed to or waits. One of the last day
   * stays: somebody may be about to ask for a page with it.
   *
   * @throws Refusal where it is named, young, or not there
   */
  @Transactional
  public void remove(Actor actor, int institution, Digest digest) {
    alone(institution);
    TemplateImageEntity row = row(institution, digest).orElseThrow(TemplateOffice::unknown);
    boolean isYoung = row.keptAt.isAfter(clock.instant().minus(Duration.ofDays(1)));
    if (isYoung || isNamed(institution, digest)) {
      throw new Refusal(
          TemplateProblem.PICTURE_USED,
          isYoung ? "it was kept within a day" : "a template names it that stands or waits");
    }
    getEntityManager()
        .createNativeQuery("delete from template_image where id = :id")
        .setParameter("id", row.id)
        .executeUpdate();
    synchronized (atHand) {
      atHand.remove(digest);
    }
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE), "template-image.remove", institution, digest.hex(), digest));
  }

  /** The store asks the same before it lets a picture go. */
  private boolean isNamed(int institution, Digest digest) {
    return (Boolean)
        getEntityManager()
            .createNativeQuery(
                "select template_image_is_named(:institution, :digest)", Boolean.class)
            .setParameter("institution", institution)
            .setParameter("digest", digest.toArray())
            .getSingleResult();
  }

  /** Counts of two at once would each be below the bound. */
  void alone(int institution) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :use) as text)")
        .setParameter("institution", institution)
        .setParameter("use", LOCK)
        .getSingleResult();
  }

  /** What there is of an institution, the newest first. */
  @Transactional
  public List<Known> of(int institution) {
    return getEntityManager()
        .createQuery(
            "select i.digest, i.width, i.height, i.keptAt from TemplateImageEntity i"
                + " where i.institutionId = ?1 order by i.keptAt desc, i.id",
            Object[].class)
        .setParameter(1, institution)
        .setMaxResults(MOST)
        .getResultList()
        .stream()
        .map(
            row ->
                new Known(
                    Digest.of((byte[]) row[0]),
                    (Integer) row[1],
                    (Integer) row[2],
                    (Instant) row[3]))
        .toList();
  }

  /** One that the service kept, and that is still what it was. */
  @Transactional
  public Optional<Picture> find(int institution, Digest digest) {
    if (count("institutionId = ?1 and digest = ?2", institution, digest.toArray()) == 0) {
      return Optional.empty(); // another institution's is not theirs, wherever it is at hand
    }
    synchronized (atHand) {
      Picture found = atHand.get(digest);
      if (found != null) {
        return Optional.of(found);
      }
    }
    Optional<Picture> read =
        row(institution, digest).filter(this::isGenuine).map(TemplateImages::picture);
    read.ifPresent(
        picture -> {
          synchronized (atHand) {
            atHand.put(digest, picture);
          }
        });
    return read;
  }

  /** A design with its pictures; empty where one of them is not what it was. */
  @Transactional
  public Optional<Artwork> artwork(int institution, Design design) {
    Map<Digest, Picture> pictures = new HashMap<>();
    for (Digest named : design.pictures()) {
      Optional<Picture> found = find(institution, named);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      pictures.put(named, found.get());
    }
    return Optional.of(new Artwork(design, pictures));
  }

  private Optional<TemplateImageEntity> row(int institution, Digest digest) {
    return find(
            "from TemplateImageEntity where institutionId = ?1 and digest = ?2",
            institution,
            digest.toArray())
        .firstResultOptional();
  }

  private boolean isGenuine(TemplateImageEntity row) {
    return seal.fits(row.seal, columns(row))
        && Arrays.equals(Digest.sha256(row.content).toArray(), row.digest);
  }

  private static Picture picture(TemplateImageEntity row) {
    Picture.Form form =
        row.mediaType.equals(Picture.Form.PNG.mediaType()) ? Picture.Form.PNG : Picture.Form.JPEG;
    return new Picture(Bytes.of(row.content), form, row.width, row.height);
  }

  private static @Nullable Object[] columns(TemplateImageEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      HexFormat.of().formatHex(row.digest),
      row.mediaType,
      row.width,
      row.height,
      row.keptAt.toEpochMilli()
    };
  }
}
