package vn.sogoc.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Term;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * A register book in cells: the main content of a register (Circular 10/2026; columns as in the
 * books of Circular 21/2019, article 19), days as they are written in Việt Nam.
 */
final class BookText {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "register",
          "serial",
          "name",
          "birth",
          "sex",
          "programme",
          "ranking",
          "mode",
          "graduation",
          "decision",
          "decided",
          "issued",
          "signer",
          "state",
          "notes");

  private final Messages messages;
  private final Lang lang;

  BookText(Messages messages, Lang lang) {
    this.messages = messages;
    this.lang = lang;
  }

  /** The headers, in order. */
  List<String> header() {
    return COLUMNS.stream().map(column -> word("report.book." + column)).toList();
  }

  /** The lines in cells, as they are taken. */
  Iterator<List<String>> rows(Iterator<BookLine> lines) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public List<String> next() {
        return row(lines.next());
      }
    };
  }

  /** One line. */
  List<String> row(BookLine line) {
    return switch (line) {
      case BookLine.Entry entry -> row(entry);
      case BookLine.Unused unused ->
          without(
              unused.number(),
              word(unused.minutes().isPresent() ? "report.book.void" : "report.book.held"),
              unused
                  .minutes()
                  .map(
                      minutes ->
                          messages.get(
                              lang,
                              "report.book.minutes",
                              minutes.voidedAt().atZone(ZONE).format(DAY),
                              minutes.askedName(),
                              minutes.approvedName(),
                              minutes.reason()))
                  .orElse(""));
      case BookLine.Altered altered ->
          without(altered.number(), word("report.book.altered"), word("report.book.altered.cure"));
    };
  }

  private List<String> row(BookLine.Entry entry) {
    Claims claims = entry.record().claims();
    return List.of(
        "" + entry.number(),
        entry.record().registerNumber(),
        entry.record().serialNumber(),
        claims.fullName().value(),
        birth(claims.birthDate().toString()),
        of(claims.sex()),
        programme(claims),
        of(claims.ranking()),
        of(claims.mode()),
        claims.graduationYear() == null ? "" : claims.graduationYear().toString(),
        claims.decisionNumber(),
        claims.decisionDate().format(DAY),
        claims.issueDate().format(DAY),
        claims.signerName(),
        word("report.state." + entry.status().code()),
        entry.decisions().stream()
            .map(
                decision ->
                    messages.get(
                        lang, "report.book.basis", decision.number(), decision.date().format(DAY)))
            .collect(Collectors.joining("; ")));
  }

  private List<String> without(int number, String state, String notes) {
    List<String> cells = new ArrayList<>();
    cells.add("" + number);
    while (cells.size() < COLUMNS.size() - 2) {
      cells.add("");
    }
    cells.add(state);
    cells.add(notes);
    return cells;
  }

  private String programme(Claims claims) {
    String name =
        claims.programme() == null
            ? ""
            : lang == Lang.VI ? claims.programme().label().vi() : claims.programme().label().en();
    return claims.school() == null ? name : claims.school();
  }

  private String of(@Nullable Term term) {
    return term == null ? "" : lang == Lang.VI ? term.vi() : term.en();
  }

  /** As far as it is known. */
  private static String birth(String iso) {
    return switch (iso.length()) {
      case 4 -> iso;
      case 7 -> iso.substring(5) + "/" + iso.substring(0, 4);
      default -> LocalDate.parse(iso).format(DAY);
    };
  }

  private String word(String key) {
    return messages.get(lang, key);
  }
}
