package vn.sogoc.register.legacy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/**
 * What an auditor re-derives of a page from its stored rows: the words that are sealed in them,
 * what both persons agreed to, and whether the copies say just that.
 */
public final class PageProof {
  /**
   * A decision as it is stored.
   *
   * @param words of the row that stands; null where there is none
   * @param agreedBy the other of the two; null where nobody agreed
   */
  public record Decided(int line, @Nullable Bytes words, UUID decidedBy, @Nullable UUID agreedBy) {}

  /**
   * A person's entry as it is stored.
   *
   * @param words of each row by line
   */
  public record Entry(UUID person, Map<Integer, Bytes> words) {
    public Entry {
      words = Map.copyOf(words);
    }
  }

  private final Sealing rows;
  private final Sealing images;

  /** With the installation's secret. */
  public PageProof(Secrets secrets) {
    this.rows = Sealing.opening(secrets, KeyedStore.ROW_SEALING);
    this.images = Sealing.opening(secrets, PageStore.IMAGE_SEALING);
  }

  /** The words of a row. */
  public Optional<Bytes> row(UUID turn, int line, Bytes content) {
    return rows.open(content, turn + "/" + line);
  }

  /** The words of a decision. */
  public Optional<Bytes> decision(UUID page, int line, int version, Bytes content) {
    return rows.open(content, page + "/" + line + "/" + version);
  }

  /** The picture under a digest. */
  public Optional<Bytes> image(int institution, Digest digest, Bytes content) {
    return images
        .open(content, institution + "/" + digest.hex())
        .filter(plain -> Digest.sha256(plain).equals(digest));
  }

  /** What a closed entry has as the digest of its rows; empty where one of them is no row. */
  public static Optional<Digest> digest(Map<Integer, Bytes> words) {
    return read(words).map(KeyedStore::digest);
  }

  /**
   * What two persons approved, by what the copies of a page say; empty where they do not all say
   * the same of their page.
   */
  public static Optional<Digest> approved(List<RegisterCopy> copies) {
    RegisterCopy first = copies.getFirst();
    boolean same =
        copies.stream()
            .allMatch(
                c ->
                    c.keeper() == first.keeper()
                        && c.issuer() == first.issuer()
                        && c.book().equals(first.book())
                        && c.title().equals(first.title())
                        && c.page() == first.page()
                        && c.image().equals(first.image())
                        && c.approved().equals(first.approved()));
    return same ? Optional.of(Reading.content(copies)) : Optional.empty();
  }

  /** Whether the copies of a page are the rows that both entries and the decisions let stand. */
  public static boolean isAgreed(
      List<Entry> entries, List<Decided> decisions, List<RegisterCopy> copies) {
    if (entries.size() != 2 || entries.get(0).person().equals(entries.get(1).person())) {
      return false;
    }
    Optional<SortedMap<Integer, KeyedRow>> first = read(entries.get(0).words());
    Optional<SortedMap<Integer, KeyedRow>> second = read(entries.get(1).words());
    Set<UUID> keyers = new HashSet<>();
    entries.forEach(entry -> keyers.add(entry.person()));
    SortedMap<Integer, Compared.Decided> decided = new TreeMap<>();
    for (Decided d : decisions) { // in the order of their versions
      Bytes words = d.words();
      Optional<KeyedRow> row = words == null ? Optional.empty() : read(words);
      boolean isByKeyer = keyers.contains(d.decidedBy());
      boolean isAgreed =
          d.agreedBy() != null
              && keyers.contains(d.agreedBy())
              && !d.agreedBy().equals(d.decidedBy());
      decided.put(
          d.line(),
          new Compared.Decided(
              1,
              row,
              "",
              d.decidedBy(),
              "",
              java.time.Instant.EPOCH,
              Optional.empty(),
              !isByKeyer || isAgreed,
              isByKeyer));
    }
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    Compared compared = Compared.of(first.get(), second.get(), decided);
    List<Compared.Line> standing = compared.standing();
    if (!compared.isSettled() || standing.size() != copies.size()) {
      return false;
    }
    for (int i = 0; i < copies.size(); i++) {
      Compared.Line line = standing.get(i);
      RegisterCopy copy = copies.get(i);
      if (line.number() != copy.line()
          || line.basis() != copy.basis()
          || !line.standing().equals(Optional.of(copy.row()))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<SortedMap<Integer, KeyedRow>> read(Map<Integer, Bytes> words) {
    SortedMap<Integer, KeyedRow> rows = new TreeMap<>();
    for (Map.Entry<Integer, Bytes> one : words.entrySet()) {
      Optional<KeyedRow> row = read(one.getValue());
      if (row.isEmpty()) {
        return Optional.empty();
      }
      rows.put(one.getKey(), row.get());
    }
    return Optional.of(rows);
  }

  private static Optional<KeyedRow> read(Bytes words) {
    try {
      return Optional.of(KeyedRow.decode(words));
    } catch (MalformedCopy e) {
      return Optional.empty();
    }
  }
}
