package vn.sogoc.platform.proposals;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** A proposal as it was asked for. */
@Entity
@Immutable
@Table(name = "proposal")
class ProposalEntity {
  static final String ID_KIND = "pro";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  String kind = "";
  String subject = "";

  /** A line for each term: its name, a tab, its value; in the order of the names. */
  String terms = "";

  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  static String lines(SortedMap<String, String> terms) {
    StringBuilder lines = new StringBuilder();
    terms.forEach(
        (name, value) -> {
          if (name.indexOf('\t') >= 0 || (name + value).matches("(?s).*[\n\r].*")) {
            throw new IllegalArgumentException("a term is one line, found one of " + name);
          }
          lines.append(name).append('\t').append(value).append('\n');
        });
    return lines.toString();
  }

  SortedMap<String, String> termsByName() {
    SortedMap<String, String> found = new TreeMap<>();
    terms
        .lines()
        .forEach(
            line -> {
              int tab = line.indexOf('\t');
              found.put(line.substring(0, tab), line.substring(tab + 1));
            });
    return found;
  }

  /**
   * What the second person approves: SHA-256 of {@code ["sogoc/proposal/1", id, institution, kind,
   * subject, name, value, name, value ...]}.
   */
  Digest contentDigest() {
    List<Cbor> content = new ArrayList<>();
    content.add(Cbor.of("sogoc/proposal/1"));
    content.add(Cbor.of(publicId().toString()));
    content.add(Cbor.of(institutionId));
    content.add(Cbor.of(kind));
    content.add(Cbor.of(subject));
    termsByName()
        .forEach(
            (name, value) -> {
              content.add(Cbor.of(name));
              content.add(Cbor.of(value));
            });
    return Digest.sha256(Cbor.array(content).encode());
  }
}
