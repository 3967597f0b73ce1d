package vn.sogoc.publication.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.StatementAnswer;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.status.StatusListPlaces;
import vn.sogoc.tlog.TransparencyLog;

/** Puts together what the registry believes now, from logged statements alone. */
@ApplicationScoped
class BundleContent {
  private final TrustRegister trust;
  private final TransparencyLog log;
  private final Catalogue catalogue;
  private final StatusListPlaces statusLists;
  private final BundleConfig config;

  BundleContent(
      TrustRegister trust,
      TransparencyLog log,
      Catalogue catalogue,
      StatusListPlaces statusLists,
      BundleConfig config) {
    this.trust = trust;
    this.log = log;
    this.catalogue = catalogue;
    this.statusLists = statusLists;
    this.config = config;
  }

  /**
   * The next version as it would be now.
   *
   * @param prior the file of the version before; empty for the first
   * @throws Refusal {@code bundle-not-now} where a statement does not verify or is not logged yet:
   *     an institution that is left out would look like a forger
   */
  @Transactional
  TrustBundle next(int version, Optional<Digest> prior, BundleRoots roots, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    List<TrustBundle.Issuer> issuers = new ArrayList<>();
    for (InstitutionFacts facts : trust.institutions()) {
      statement(facts.id()).ifPresent(s -> issuers.add(issuer(s)));
    }
    return new TrustBundle(
        version,
        at,
        at.plus(config.validFor()),
        prior,
        config.staleAfter(),
        roots,
        issuers,
        new TrustBundle.Tables(
            catalogue.version(),
            catalogue.files().entrySet().stream()
                .map(f -> new TrustBundle.Table(f.getKey(), f.getValue()))
                .toList()),
        statusLists.byPurpose().entrySet().stream()
            .map(s -> new TrustBundle.StatusLists(s.getKey(), s.getValue()))
            .toList());
  }

  /**
   * An institution without any statement, here and in the log, is one that nobody believes anything
   * of yet; where the log has one, somebody took it out here.
   */
  private Optional<InstitutionStatement> statement(int institution) {
    return switch (trust.newest(institution)) {
      case StatementAnswer.Known known -> Optional.of(known.statement());
      case StatementAnswer.Unknown ignored when log.aboutKeys(institution).isEmpty() ->
          Optional.empty();
      case StatementAnswer.Unknown ignored -> throw notNow(institution);
      case StatementAnswer.Untrusted ignored -> throw notNow(institution);
    };
  }

  private TrustBundle.Issuer issuer(InstitutionStatement statement) {
    InstitutionFacts facts = statement.facts();
    Digest digest = Digest.sha256(trust.signed(facts.id()));
    if (log.aboutKeys(facts.id(), digest).isEmpty()) {
      throw notNow(facts.id());
    }
    Map<KeyId, TrustAnswer> answers =
        trust.keys(statement.keys().stream().map(InstitutionKey::id).collect(Collectors.toSet()));
    List<TrustBundle.Key> keys = new ArrayList<>();
    for (InstitutionKey key : statement.keys()) {
      if (!(answers.get(key.id()) instanceof TrustAnswer.Known known)
          || !known.key().key().equals(key)) {
        throw notNow(facts.id());
      }
      keys.add(key(known.key()));
    }
    return new TrustBundle.Issuer(
        facts.id(),
        facts.code(),
        facts.nameVi(),
        facts.nameEn(),
        facts.domain(),
        facts.serialPrefix(),
        facts.place(),
        statement.version(),
        digest,
        statement.accreditations().stream()
            .map(a -> new TrustBundle.Right(a.kind(), a.from(), a.until(), a.basis()))
            .toList(),
        keys);
  }

  private static TrustBundle.Key key(TrustedKey trusted) {
    InstitutionKey key = trusted.key();
    OptionalLong withdrawal = trusted.withdrawal();
    return new TrustBundle.Key(
        key.id(),
        key.purpose(),
        trusted.spki(),
        key.from(),
        key.until(),
        key.state().code(),
        key.since(),
        withdrawal.isPresent() ? withdrawal.getAsLong() : null);
  }

  private static Refusal notNow(int institution) {
    return new Refusal(
        BundleProblem.BUNDLE_NOT_NOW,
        "The statement of institution " + institution + " does not verify or is not logged yet.");
  }
}
