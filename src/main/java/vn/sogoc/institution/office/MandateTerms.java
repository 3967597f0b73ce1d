package vn.sogoc.institution.office;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.Mandate;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.proposals.Proposal;

/** A mandate between the words of its proposal and what it will be. */
final class MandateTerms {
  static final String ID_KIND = "man";
  static final String REPLACES = "replaces";
  static final String LAST = "last";

  private static final String TITLE_VI = "titleVi";
  private static final String TITLE_EN = "titleEn";
  private static final String KINDS = "kinds";
  private static final String FROM = "from";
  private static final String UNTIL = "until";
  private static final String NUMBER = "decisionNumber";
  private static final String DATE = "decisionDate";
  private static final String SIGNS_AS = "signsAs";
  private static final String KEY = "key";
  private static final String DOCUMENT = "document";

  private MandateTerms() {}

  static SortedMap<String, String> of(
      Mandate mandate, Members.Member member, @Nullable UUID replaces, Digest document) {
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put(Beneficiaries.ACCOUNT, member.id().toString());
    terms.put(Beneficiaries.USERNAME, member.username());
    terms.put("name", mandate.personName());
    terms.put(TITLE_VI, mandate.titleVi());
    terms.put(TITLE_EN, mandate.titleEn());
    terms.put(KINDS, String.join(" ", mandate.kinds().stream().sorted().toList()));
    terms.put(FROM, mandate.from().toString());
    LocalDate until = mandate.until();
    if (until != null) {
      terms.put(UNTIL, until.toString());
    }
    terms.put(NUMBER, mandate.decisionNumber());
    terms.put(DATE, mandate.decisionDate().toString());
    terms.put(SIGNS_AS, mandate.signsAs());
    mandate.key().ifPresent(key -> terms.put(KEY, key.toString()));
    if (replaces != null) {
      terms.put(REPLACES, PublicId.of(ID_KIND, replaces).toString());
    }
    terms.put(DOCUMENT, document.hex());
    return terms;
  }

  static Mandate mandate(Proposal proposal, UUID id, UUID person) {
    String until = proposal.terms().get(UNTIL);
    return new Mandate(
        id,
        proposal.institution(),
        person,
        proposal.term("name"),
        proposal.term(TITLE_VI),
        proposal.term(TITLE_EN),
        Set.of(proposal.term(KINDS).split(" ")),
        LocalDate.parse(proposal.term(FROM)),
        until == null ? null : LocalDate.parse(until),
        proposal.term(NUMBER),
        LocalDate.parse(proposal.term(DATE)),
        proposal.term(SIGNS_AS),
        Optional.ofNullable(proposal.terms().get(KEY)).map(KeyId::ofHex));
  }

  static @Nullable UUID replaces(Proposal proposal) {
    String replaced = proposal.terms().get(REPLACES);
    return replaced == null
        ? null
        : PublicId.parse(ID_KIND, replaced).map(PublicId::key).orElseThrow();
  }
}
