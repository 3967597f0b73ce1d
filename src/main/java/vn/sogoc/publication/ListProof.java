package vn.sogoc.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Proves that a row leads to a signed root. The outcome for a header is kept under the digest of
 * its bytes for at most five seconds, because the state of the list's key is part of it.
 */
final class ListProof {
  private static final Duration KEY_STATE_AGE = Duration.ofSeconds(5);
  private static final int MOST_KEPT = 10_000;

  private record Checked(ListHeader header, Instant at) {}

  private final TrustRegister trust;
  private final TransparencyLog log;
  private final Map<Digest, Checked> kept = new ConcurrentHashMap<>();

  ListProof(TrustRegister trust, TransparencyLog log) {
    this.trust = trust;
    this.log = log;
  }

  /**
   * The header that the row's path leads to.
   *
   * @throws MalformedList where any step of the proof fails; the message names it
   */
  ListHeader prove(IssuanceListRowEntity row, IssuanceListEntity list, Instant now)
      throws MalformedList {
    ListHeader header = header(list, now);
    if (row.institutionId != header.institution()) {
      throw new MalformedList("the row names another institution than its list");
    }
    byte[] salt = row.salt;
    byte[] fields = row.fields;
    Digest leaf = Digest.of(row.leaf);
    if (salt == null || fields == null) {
      // only the opening binds the credential to the leaf; a blanked row still counts in the root
      throw new MalformedList("the row was blanked and says no more which credential it is");
    }
    ListRow content =
        new ListRow(Bytes.of(salt), Digest.of(row.credentialDigest), Bytes.of(fields));
    if (!content.leaf().equals(leaf)) {
      throw new MalformedList("the row does not give its leaf");
    }
    try {
      Digest root = MerkleTree.rootFrom(leaf, row.id.position(), header.count(), path(row.path));
      if (!root.equals(header.root())) {
        throw new MalformedList(
            "the row leads to root " + root + ", the header names " + header.root());
      }
    } catch (InvalidProof e) {
      throw new MalformedList("the row's path is wrong: " + e.getMessage(), e);
    }
    return header;
  }

  /**
   * That a row is the later version of a list that it says it is.
   *
   * @param first the header of the list's first version, proved
   * @throws MalformedList where it is not, or its signature does not count
   */
  void prove(IssuanceListVersionEntity version, ListHeader first, Instant now)
      throws MalformedList {
    ListHeader header = signed(version.signedHeader, now);
    boolean agrees =
        header.isOfTheSameList(first)
            && header.version() == version.id.version()
            && header.institution() == version.institutionId
            && header.publishedAt().equals(version.publishedAt)
            && header.prior().equals(Optional.of(Digest.of(version.prior)));
    if (!agrees) {
      throw new MalformedList("the version's row differs from its signed header");
    }
  }

  private ListHeader signed(byte[] signedHeader, Instant now) throws MalformedList {
    Digest digest = Digest.sha256(signedHeader);
    Checked known = kept.get(digest);
    if (known == null || Duration.between(known.at(), now).abs().compareTo(KEY_STATE_AGE) > 0) {
      known = new Checked(check(Bytes.of(signedHeader)), now);
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(digest, known);
    }
    return known.header();
  }

  private ListHeader header(IssuanceListEntity list, Instant now) throws MalformedList {
    ListHeader header = signed(list.signedHeader, now);
    boolean agrees =
        header.institution() == list.institutionId
            && header.kind().equals(list.kind)
            && header.decisionNumber().equals(list.decisionNumber)
            && header.decisionDate().equals(list.decisionDate)
            && header.issueDate().equals(list.issueDate)
            && header.count() == list.entryCount
            && header.version() == list.version
            && header.publishedAt().equals(list.publishedAt)
            && Arrays.equals(header.root().toArray(), list.root);
    if (!agrees) {
      throw new MalformedList("the list's row differs from its signed header");
    }
    return header;
  }

  private ListHeader check(Bytes signedHeader) throws MalformedList {
    CoseSign1 message;
    try {
      message = CoseSign1.parse(signedHeader);
    } catch (MalformedCose e) {
      throw new MalformedList("the header is not signed: " + e.getMessage(), e);
    }
    return switch (trust
        .keys(Set.of(message.kid()))
        .getOrDefault(message.kid(), new TrustAnswer.Unknown())) {
      case TrustAnswer.Known known -> check(message, known.key());
      case TrustAnswer.Unknown ignored -> throw new MalformedList("the list's key is unknown");
      case TrustAnswer.Unavailable unavailable -> throw new MalformedList(unavailable.why());
    };
  }

  private ListHeader check(CoseSign1 message, TrustedKey trusted) throws MalformedList {
    VerificationKey<Purpose.IssuanceList> key =
        trusted
            .verifier(Purpose.ISSUANCE_LIST)
            .orElseThrow(() -> new MalformedList("the key is not for lists"));
    if (message.verify(key, ListHeader.AAD).isEmpty()) {
      throw new MalformedList("the header's signature is wrong");
    }
    ListHeader header = ListHeader.decode(message.payload());
    InstitutionKey facts = trusted.key();
    boolean usable =
        facts.validAt(header.publishedAt())
            && switch (facts.state()) {
              case ACTIVE -> trusted.suspendedSince().isEmpty();
              case SUSPENDED -> false;
              case RETIRED, WITHDRAWN -> // what was logged before stands, as with records
                  trusted.suspendedSince().isEmpty()
                      && log.about(
                              EntryType.LIST_PUBLISHED,
                              trusted.institution().id(),
                              Digest.sha256(message.bytes()))
                          .filter(
                              l ->
                                  trusted.precedesEnd(
                                      l.index(), header.publishedAt(), l.entry().time()))
                          .isPresent();
            };
    if (!usable || header.institution() != trusted.institution().id()) {
      throw new MalformedList(
          "the list's key is "
              + (facts.state() == KeyState.ACTIVE ? "not valid for it" : facts.state().code()));
    }
    return header;
  }

  private static List<Digest> path(byte[] joined) throws MalformedList {
    if (joined.length % Digest.SIZE != 0 || joined.length > 64 * Digest.SIZE) {
      throw new MalformedList("a path is whole digests, found " + joined.length + " bytes");
    }
    List<Digest> path = new ArrayList<>();
    for (int i = 0; i < joined.length; i += Digest.SIZE) {
      path.add(Digest.of(Arrays.copyOfRange(joined, i, i + Digest.SIZE)));
    }
    return path;
  }
}
