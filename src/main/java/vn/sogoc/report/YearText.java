package vn.sogoc.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Term;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/** A year's figures as a table: one row for each kind, and one for all of them. */
@ApplicationScoped
public class YearText {
  private final Messages messages;
  private final Catalogue catalogue;

  YearText(Messages messages, Catalogue catalogue) {
    this.messages = messages;
    this.catalogue = catalogue;
  }

  /** A header and the rows under it. */
  public record Table(List<String> header, List<List<String>> rows) {
    public Table {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  /** Writes the figures down. */
  public Table of(List<YearCount> counts, Lang lang) {
    List<String> header = new ArrayList<>();
    header.add(messages.get(lang, "report.year.kind"));
    header.add(messages.get(lang, "report.year.issued"));
    catalogue.sexes().forEach(sex -> header.add(in(lang, sex.label())));
    header.add(messages.get(lang, "report.year.not-stated"));
    header.add(messages.get(lang, "report.year.revoked"));
    header.add(messages.get(lang, "report.year.superseded"));
    header.add(messages.get(lang, "report.year.altered"));
    List<List<String>> rows = new ArrayList<>();
    counts.forEach(one -> rows.add(row(kind(one.kind(), lang), List.of(one))));
    if (counts.size() > 1) {
      rows.add(row(messages.get(lang, "report.year.all"), counts));
    }
    return new Table(header, rows);
  }

  /** A kind by its name. */
  public String kind(String code, Lang lang) {
    return catalogue.kind(code).map(kind -> in(lang, kind.label())).orElse(code);
  }

  private List<String> row(String name, List<YearCount> of) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(sum(of.stream().mapToInt(YearCount::issued).sum()));
    for (Term sex : catalogue.sexes()) {
      row.add(sum(of.stream().mapToInt(one -> one.ofSex(sex.code())).sum()));
    }
    row.add(sum(of.stream().mapToInt(one -> one.ofSex("")).sum()));
    row.add(sum(of.stream().mapToInt(YearCount::takenBack).sum()));
    row.add(sum(of.stream().mapToInt(YearCount::replaced).sum()));
    row.add(sum(of.stream().mapToInt(YearCount::altered).sum()));
    return row;
  }

  private static String sum(int number) {
    return Integer.toString(number);
  }

  private static String in(Lang lang, BilingualText text) {
    return lang == Lang.VI ? text.vi() : text.en();
  }
}
