package vn.sogoc.document.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Design;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.Printing;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.proposals.Typed;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** Printers of an institution, and how far off each is. */
@ApplicationScoped
public class Printers implements PanacheRepositoryBase<PrinterEntity, UUID> {
  static final String ID_KIND = "prn";

  private static final int MOST = 20;

  private final Offices offices;
  private final TemplateImages images;
  private final TrustRegister trust;
  private final DocumentRenderer renderer;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Printers(
      Offices offices,
      TemplateImages images,
      TrustRegister trust,
      DocumentRenderer renderer,
      Trail trail,
      PublicIds ids,
      Clock clock) {
    this.offices = offices;
    this.images = images;
    this.trust = trust;
    this.renderer = renderer;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /** A printer and what makes up for it. */
  public record Printer(PublicId id, String name, Printing printing) {}

  /** Printers of an institution by name, for everybody who works there. */
  @Transactional
  public List<Printer> of(Actor actor, int institution) {
    requireSees(actor, institution);
    return find("institutionId = ?1 order by name", institution).page(0, MOST).stream()
        .map(Printers::printer)
        .toList();
  }

  /**
   * Keeps a printer; one of that name is changed.
   *
   * @param right millimetres, as {@code down}
   * @param stretch per cent
   */
  @Transactional
  public Printer keep(
      Actor actor,
      int institution,
      @Nullable String name,
      @Nullable BigDecimal right,
      @Nullable BigDecimal down,
      @Nullable BigDecimal stretch) {
    requireRuns(actor, institution);
    String called = Typed.line(name, "name", 1, 60);
    int moveRight = tenths(right, "right", -Printing.FARTHEST, Printing.FARTHEST);
    int moveDown = tenths(down, "down", -Printing.FARTHEST, Printing.FARTHEST);
    int by = tenths(stretch, "stretch", Printing.LEAST, Printing.MOST);
    images.alone(institution);
    PrinterEntity row =
        find("institutionId = ?1 and name = ?2", institution, called)
            .firstResultOptional()
            .orElseGet(
                () -> {
                  if (count("institutionId", institution) >= MOST) {
                    throw new Refusal(
                        TemplateProblem.PRINTERS_TOO_MANY, "at most " + MOST + " printers");
                  }
                  PrinterEntity made = new PrinterEntity();
                  made.id = ids.nextUuid();
                  made.institutionId = institution;
                  made.name = called;
                  return made;
                });
    row.moveRight = moveRight;
    row.moveDown = moveDown;
    row.stretch = by;
    row.changedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    persistAndFlush(row);
    tell(actor, "printer.keep", row);
    return printer(row);
  }

  /** Forgets a printer. */
  @Transactional
  public void remove(Actor actor, int institution, PublicId id) {
    requireRuns(actor, institution);
    PrinterEntity row = row(institution, id);
    delete(row);
    tell(actor, "printer.remove", row);
  }

  private void tell(Actor actor, String action, PrinterEntity row) {
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE),
            action,
            row.institutionId,
            PublicId.of(ID_KIND, row.id).toString(),
            Deed.hash(row.name, row.moveRight, row.moveDown, row.stretch)));
  }

  /**
   * A printer of an institution, for what names it.
   *
   * @throws Refusal where the institution has none of that id
   */
  @Transactional
  public Printer get(int institution, String id) {
    return printer(row(institution, parse(id)));
  }

  /** How a printer of an institution prints; as it is told where none is named. */
  @Transactional
  public Printing printing(int institution, @Nullable String id) {
    return id == null || id.isEmpty()
        ? Printing.EXACT
        : printer(row(institution, parse(id))).printing();
  }

  /** The sheet to measure with, plain or with a printer's own setting. */
  public Bytes sheet(Actor actor, int institution, String paper, @Nullable String id) {
    Design.Paper size =
        Design.ofCode(Design.Paper.class, paper)
            .orElseThrow(() -> Proposals.refused("paper", "one of the sizes"));
    if (id == null || id.isEmpty()) {
      requireSees(actor, institution);
      return renderer.calibration(size, "", Printing.EXACT);
    }
    PublicId wanted = parse(id);
    Printer one =
        of(actor, institution).stream()
            .filter(p -> p.id().equals(wanted))
            .findFirst()
            .orElseThrow(Printers::unknown);
    return renderer.calibration(size, one.name(), one.printing());
  }

  private PrinterEntity row(int institution, PublicId id) {
    return findByIdOptional(id.key())
        .filter(row -> row.institutionId == institution)
        .orElseThrow(Printers::unknown);
  }

  private static Printer printer(PrinterEntity row) {
    return new Printer(
        PublicId.of(ID_KIND, row.id),
        row.name,
        new Printing(row.moveRight, row.moveDown, row.stretch));
  }

  private static int tenths(@Nullable BigDecimal value, String field, int least, int most) {
    if (value != null && value.precision() <= 6 && Math.abs((long) value.scale()) <= 6) {
      BigDecimal tenths = value.movePointRight(1).stripTrailingZeros();
      if (tenths.scale() <= 0
          && tenths.compareTo(BigDecimal.valueOf(least)) >= 0
          && tenths.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return tenths.intValueExact();
      }
    }
    throw Proposals.refused(
        field, BigDecimal.valueOf(least, 1) + " to " + BigDecimal.valueOf(most, 1));
  }

  private void requireSees(Actor actor, int institution) {
    boolean works =
        actor.hasAt(Role.PREPARE, institution)
            || actor.hasAt(Role.APPROVE, institution)
            || actor.hasAt(Role.SIGN, institution);
    if (!works && !offices.sees(actor, institution)) {
      throw TemplateOffice.unknown();
    }
    trust.statement(institution);
  }

  private void requireRuns(Actor actor, int institution) {
    if (!offices.runs(actor, institution)) {
      throw TemplateOffice.unknown();
    }
    trust.statement(institution);
  }

  static PublicId parse(String id) {
    return PublicId.parse(ID_KIND, id).orElseThrow(Printers::unknown);
  }

  static Refusal unknown() {
    return new Refusal(TemplateProblem.PRINTER_UNKNOWN, "no such printer that you may use");
  }
}
