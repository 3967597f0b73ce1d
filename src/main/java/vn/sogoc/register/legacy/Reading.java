package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;

/** What both persons keyed of a page, and what two persons approve of it. */
@ApplicationScoped
class Reading {
  private final KeyedStore keyed;

  Reading(KeyedStore keyed) {
    this.keyed = keyed;
  }

  /** The two entries beside each other, with what was decided; only of a page that both closed. */
  Compared compared(BookPageEntity page) {
    List<TurnEntity> turns = keyed.turns(page.id);
    Set<UUID> keyers = turns.stream().map(t -> t.personId).collect(Collectors.toSet());
    SortedMap<Integer, Compared.Decided> decided = new TreeMap<>();
    keyed
        .decisions(page.id)
        .forEach(
            (line, d) -> {
              boolean isByKeyer = keyers.contains(d.decidedPerson);
              boolean isAgreed = d.agreedPerson != null && keyers.contains(d.agreedPerson);
              decided.put(
                  line,
                  new Compared.Decided(
                      d.version,
                      keyed.decided(d),
                      d.reason,
                      d.decidedPerson,
                      d.decidedName,
                      d.decidedAt,
                      Optional.ofNullable(d.agreedName),
                      !isByKeyer || isAgreed,
                      isByKeyer));
            });
    return Compared.of(keyed.rows(turns.get(0)), keyed.rows(turns.get(1)), decided);
  }

  /**
   * What two persons approve: SHA-256 of {@code ["sogoc/legacy-page/1", keeper, issuer, book,
   * title, page, image, count, [line, basis, row] ...]}.
   */
  static Digest content(BookEntity book, BookPageEntity page, List<Compared.Line> standing) {
    List<Cbor> items = new ArrayList<>();
    for (Compared.Line line : standing) {
      items.add(item(line.number(), line.basis(), line.standing().orElseThrow()));
    }
    return content(
        book.institutionId,
        book.issuerId,
        book.publicId().toString(),
        book.title,
        page.number,
        Digest.of(page.imageDigest),
        items);
  }

  /** The same from what copies say, for whoever checks them. */
  static Digest content(List<RegisterCopy> copies) {
    RegisterCopy any = copies.getFirst();
    return content(
        any.keeper(),
        any.issuer(),
        any.book().toString(),
        any.title(),
        any.page(),
        any.image(),
        copies.stream().<Cbor>map(c -> item(c.line(), c.basis(), c.row())).toList());
  }

  private static Cbor item(int line, RegisterCopy.Basis basis, KeyedRow row) {
    return Cbor.array(Cbor.of(line), Cbor.of(basis.number()), row.toCbor());
  }

  private static Digest content(
      int keeper, int issuer, String book, String title, int page, Digest image, List<Cbor> items) {
    List<Cbor> content = new ArrayList<>();
    content.add(Cbor.of("sogoc/legacy-page/1"));
    content.add(Cbor.of(keeper));
    content.add(Cbor.of(issuer));
    content.add(Cbor.of(book));
    content.add(Cbor.of(title));
    content.add(Cbor.of(page));
    content.add(Cbor.of(image.bytes()));
    content.add(Cbor.of(items.size()));
    content.addAll(items);
    return Digest.sha256(Cbor.array(content).encode());
  }
}
