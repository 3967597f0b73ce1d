package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.credential.Claims;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.template.Documents;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.Credentials;
import vn.sogoc.issuance.IssuanceConfig;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.Actor;

/** The pages that a batch will give, or gave, as PDF. */
@ApplicationScoped
class Specimens {
  private final Documents documents;
  private final Credentials credentials;
  private final TrustRegister trust;
  private final String address;
  private final boolean testData;

  Specimens(
      Documents documents,
      Credentials credentials,
      TrustRegister trust,
      PlatformConfig platform,
      IssuanceConfig issuance) {
    this.documents = documents;
    this.credentials = credentials;
    this.trust = trust;
    this.address = platform.address().toString();
    this.testData = issuance.testData();
  }

  /** How claims will look; marked as a specimen, without a code. */
  Bytes of(Claims claims) {
    return documents.specimen(claims, issuer(claims.institution()), address);
  }

  /** The page of a credential of the actor's institution that stands in a published list. */
  Bytes issued(Actor actor, PublicId credential) {
    Credentials.Issued issued = credentials.published(actor, credential);
    return documents.pdf(
        issued.record(),
        issuer(issued.evidence().institution()),
        issued.evidence().cose(),
        address,
        testData);
  }

  private IssuerNames issuer(int institution) {
    InstitutionFacts facts = trust.statement(institution).facts();
    return new IssuerNames(facts.nameVi(), facts.nameEn());
  }
}
