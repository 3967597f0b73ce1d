package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import vn.sogoc.document.TablePages;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * A delivery list in cells and on paper: the columns of a register book whose last ones the
 * recipient fills in by hand (domain.md §1.5: người nhận ký, ghi rõ họ tên).
 */
@ApplicationScoped
public class DeliveryText {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm");

  /** Of the columns on paper. */
  private static final float[] WEIGHTS = {4, 18, 9, 12, 11, 9, 9, 14, 20};

  private final Messages messages;
  private final TrustRegister trust;

  DeliveryText(Messages messages, TrustRegister trust) {
    this.messages = messages;
    this.trust = trust;
  }

  /** The headers, in order. */
  public List<String> header(Lang lang) {
    return List.of(
        word(lang, "row"),
        word(lang, "name"),
        word(lang, "birth"),
        word(lang, "serial"),
        word(lang, "register"),
        word(lang, "blank"),
        word(lang, "received"),
        word(lang, "receiver"),
        word(lang, "signature"));
  }

  /** The lines in cells, as they are taken. */
  public Iterator<List<String>> rows(Lang lang, Iterator<DeliveryLine> lines) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public List<String> next() {
        return row(lang, lines.next());
      }
    };
  }

  private List<String> row(Lang lang, DeliveryLine line) {
    return List.of(
        "" + line.row(),
        line.record().claims().fullName().value(),
        birth(line.record().claims().birthDate().toString()),
        line.record().serialNumber(),
        line.record().registerNumber(),
        line.blank().orElse(""),
        line.delivery()
            .filter(Delivery::isDelivered)
            .map(one -> one.at().atZone(ZONE).format(TIME))
            .orElse(""),
        line.delivery().flatMap(Delivery::receiver).map(one -> receiver(lang, one)).orElse(""),
        "");
  }

  /** Who received it, in words. */
  public String receiver(Lang lang, Receiver receiver) {
    return switch (receiver) {
      case Receiver.Holder ignored -> word(lang, "holder");
      case Receiver.Link ignored -> word(lang, "link");
      case Receiver.Proxy proxy ->
          messages.get(
              lang,
              "delivery.proxy",
              proxy.name(),
              word(lang, "paper." + proxy.paper().code()),
              proxy.number());
    };
  }

  /** The list on paper, in Vietnamese as the register is. */
  Bytes paper(BatchView batch, Iterator<DeliveryLine> lines, Instant now) {
    List<String> titles = header(Lang.VI);
    List<TablePages.Column> columns =
        java.util.stream.IntStream.range(0, titles.size())
            .mapToObj(i -> new TablePages.Column(titles.get(i), WEIGHTS[i]))
            .toList();
    TablePages.Heading heading =
        new TablePages.Heading(
            trust.statement(batch.institution()).facts().nameVi(),
            word(Lang.VI, "title"),
            messages.get(
                Lang.VI,
                "delivery.about",
                batch.decisionNumber(),
                batch.decisionDate().format(DAY),
                batch.rows(),
                LegalDay.of(now).format(DAY)),
            word(Lang.VI, "page"));
    return TablePages.of(heading, columns, rows(Lang.VI, lines), now);
  }

  /** As far as it is known. */
  static String birth(String iso) {
    return switch (iso.length()) {
      case 4 -> iso;
      case 7 -> iso.substring(5) + "/" + iso.substring(0, 4);
      default -> LocalDate.parse(iso).format(DAY);
    };
  }

  private String word(Lang lang, String key) {
    return messages.get(lang, "delivery." + key);
  }
}
