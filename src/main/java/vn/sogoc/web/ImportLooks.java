package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.imports.FindingGroup;
import vn.sogoc.issuance.imports.ImportState;
import vn.sogoc.issuance.imports.ImportView;
import vn.sogoc.issuance.imports.Imports;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;

/** Puts imported lists into the words of a page. */
@ApplicationScoped
class ImportLooks {
  private static final int GROUPS = 200;
  private static final int ROWS = 10;

  private final Imports imports;
  private final Jobs jobs;
  private final Mandates mandates;
  private final BatchLists lists;
  private final Clock clock;

  ImportLooks(Imports imports, Jobs jobs, Mandates mandates, BatchLists lists, Clock clock) {
    this.imports = imports;
    this.jobs = jobs;
    this.mandates = mandates;
    this.lists = lists;
    this.clock = clock;
  }

  /** One of many. */
  ImportsScreen.Line line(Ui ui, ImportView list) {
    return new ImportsScreen.Line(
        ImportPages.path(list.id()),
        list.fileName(),
        list.decisionNumber(),
        lists.kind(ui, list.kind()),
        ui.shown().count(list.counts().rows()),
        ui.t("web.import.state." + list.state().code()),
        switch (list.state()) {
          case FAULTY -> "bad";
          case UPLOADED, READY -> "warn";
          case READING, DISCARDED -> "calm";
          case COMMITTED -> "good";
        },
        ui.shown().time(list.uploadedAt()));
  }

  /** The form for a list, filled in as for another one before. */
  UploadScreen form(Ui ui, Actor actor, @Nullable ImportView before) {
    LocalDate today = LegalDay.of(clock.instant());
    Integer institution = actor.institutionId();
    List<Mandate> held =
        institution == null
            ? List.of()
            : mandates.of(institution).stream()
                .filter(m -> m.kinds().stream().anyMatch(kind -> m.covers(kind, today)))
                .toList();
    @Nullable String usual = before == null ? usual(actor) : before.kind();
    List<Choice> kinds =
        held.stream()
            .flatMap(m -> m.kinds().stream())
            .distinct()
            .sorted()
            .map(kind -> new Choice(kind, lists.kind(ui, kind), kind.equals(usual)))
            .toList();
    Integer year = before == null ? null : before.graduationYear();
    return new UploadScreen(
        kinds,
        held.stream().map(m -> Choice.of(m.id().toString(), signer(ui, m))).toList(),
        before == null ? "" : before.decisionNumber(),
        before == null ? "" : before.decisionDate().toString(),
        before == null ? "" : before.issueDate().toString(),
        year == null ? "" : year.toString());
  }

  /** The kind of the list before; null where there was none. */
  private @Nullable String usual(Actor actor) {
    return imports.list(actor, null, 1).stream().map(ImportView::kind).findFirst().orElse(null);
  }

  private String signer(Ui ui, Mandate mandate) {
    String kinds =
        String.join(", ", mandate.kinds().stream().sorted().map(k -> lists.kind(ui, k)).toList());
    return mandate.personName()
        + " ("
        + ui.of(new BilingualText(mandate.titleVi(), mandate.titleEn()))
        + "): "
        + kinds;
  }

  /** One list that somebody said how to read. */
  ImportScreen screen(Ui ui, Actor actor, ImportView list) {
    PublicId id = list.id();
    JobView job = list.job() == null ? null : jobs.get(actor, list.job());
    JobView.Failure failure = job == null ? null : job.failure();
    boolean failed = list.state() == ImportState.READING && failure != null;
    boolean isTaken = imports.committing(actor, list).isPresent();
    List<FindingGroup> groups =
        list.endedAt() == null ? imports.groups(actor, id, 0, GROUPS) : List.of();
    List<BatchRow> longest = imports.longestNames(actor, id, ROWS);
    String stage =
        failed
            ? "failed"
            : switch (list.state()) {
              case UPLOADED, READING -> "reading";
              case FAULTY -> "faulty";
              case READY -> isTaken ? "taking" : "ready";
              case COMMITTED, DISCARDED -> "ended";
            };
    return new ImportScreen(
        ImportHeader.of(
            ui,
            list,
            lists.kind(ui, list.kind()),
            list.state() == ImportState.READY ? "look" : "errors"),
        stage,
        sentence(ui, list.counts()),
        ui.shown().count(list.counts().rows()),
        job == null ? "" : job.id().toString(),
        lines(ui, groups, true),
        lines(ui, groups, false),
        rows(ui, id, longest),
        rows(ui, id, imports.rows(actor, id, 0, ROWS)),
        longest.isEmpty() ? "" : ImportRowPages.path(id, longest.getFirst().position()),
        list.others().stream().map(ImportPages::path).toList(),
        failure == null ? null : ProblemView.explaining(ui, failure.slug()));
  }

  private static String sentence(Ui ui, ImportView.Counts counts) {
    List<String> parts = new ArrayList<>();
    parts.add(ui.t("web.import.count.rows", ui.shown().count(counts.rows())));
    parts.add(ui.t("web.import.count.valid", ui.shown().count(counts.valid())));
    if (counts.faulty() > 0) {
      parts.add(ui.t("web.import.count.faulty", ui.shown().count(counts.faulty())));
    }
    if (counts.warnings() > 0) {
      parts.add(ui.t("web.import.count.warnings", ui.shown().count(counts.warnings())));
    }
    return String.join(" · ", parts);
  }

  private static List<RowLine> rows(Ui ui, PublicId list, List<BatchRow> rows) {
    return rows.stream()
        .map(row -> RowLine.of(ui, ImportRowPages.path(list, row.position()), row))
        .toList();
  }

  private static List<FindingsLine> lines(Ui ui, List<FindingGroup> groups, boolean faults) {
    return groups.stream()
        .filter(group -> group.isFault() == faults)
        .sorted((one, other) -> Integer.compare(other.count(), one.count()))
        .map(group -> line(ui, group))
        .toList();
  }

  private static FindingsLine line(Ui ui, FindingGroup group) {
    String found = group.examples().isEmpty() ? "" : group.examples().getFirst().found();
    return new FindingsLine(
        group.column(),
        ui.shown().count(group.count()),
        ui.find("repair." + group.code(), group.expected(), found, group.column()).orElse(""),
        group.examples().stream()
            .map(e -> new FindingsLine.Example(e.row(), sentence(ui, group, e.found())))
            .toList());
  }

  private static String sentence(Ui ui, FindingGroup group, String found) {
    return ui.find("fault." + group.code(), group.expected(), Shown.found(found), group.column())
        .orElse(group.code());
  }
}
