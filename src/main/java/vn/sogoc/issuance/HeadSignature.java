package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.crypto.merkle.SaltedTree;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.PersonalSignature;
import vn.sogoc.institution.PersonalSigning;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.PersonalSignatures;
import vn.sogoc.register.SignedTrees;

/**
 * The personal signature of the competent person over the root of a batch (design section 3, "Who
 * signs"): made when the batch is asked to be signed, asked for again when it is recorded. Every
 * call joins the caller's transaction.
 */
@ApplicationScoped
class HeadSignature {
  private final PersonalSigning signing;
  private final PersonalSignatures kept;
  private final SignedTrees trees;

  HeadSignature(PersonalSigning signing, PersonalSignatures kept, SignedTrees trees) {
    this.signing = signing;
    this.kept = kept;
    this.trees = trees;
  }

  /** What a personal key that lives elsewhere is asked to sign, at this time. */
  PersonalSigning.ToSign toSign(BatchEntity batch, Mandate mandate, Instant now) {
    return signing.toSign(mandate, content(batch, mandate, now), now);
  }

  /**
   * Signs with the hosted key, or takes in what a key elsewhere signed, and keeps it.
   *
   * @throws Refusal where nothing good is signed
   */
  void give(BatchEntity batch, Mandate mandate, Optional<SignedElsewhere> given, Instant now) {
    LocalDate day = LegalDay.of(given.map(SignedElsewhere::signedAt).orElse(now));
    if (!mandate.covers(batch.kind, day)) { // kept once: what is refused later is not taken in
      throw new Refusal(
          InstitutionProblem.NO_MANDATE,
          "The mandate does not cover " + batch.kind + " on " + day + ".");
    }
    kept.keep(
        batch.id,
        batch.institutionId,
        given.isPresent()
            ? signing.join(
                mandate,
                content(batch, mandate, given.get().signedAt()),
                given.get().signature(),
                now)
            : signing.sign(mandate, content(batch, mandate, now), now));
  }

  /**
   * That the person of the mandate signed just these rows, and the key may still sign.
   *
   * @param root over the rows, computed from what will be recorded
   * @param mandate of the batch, which covers it today
   * @throws Refusal where not
   */
  void require(BatchEntity batch, Digest root, Mandate mandate, Instant now) {
    PersonalSignature signed =
        kept.find(batch.id)
            .map(cose -> signing.verified(cose, mandate, now))
            .orElseThrow(() -> other("there is none"));
    PersonalSignature expected =
        PersonalSignature.within(
            mandate, blinded(batch, tree(batch)), root, batch.rowCount, signed.signedAt());
    boolean isOver =
        signed.institution() == expected.institution()
            && signed.content().equals(expected.content())
            && signed.root().equals(expected.root())
            && signed.count() == expected.count();
    // The mandate may have been given an end meanwhile: what it was then is what was signed.
    boolean isWithin =
        signed.signer().equals(expected.signer())
            && signed.basis().covers(batch.kind, LegalDay.of(signed.signedAt()));
    if (!isOver || !isWithin) {
      throw other(isOver ? "it is of another mandate" : "it is over other rows");
    }
  }

  /** Reads what is kept of several batches at once, which is then asked for one by one. */
  void readAll(List<BatchEntity> batches) {
    List<UUID> ids = batches.stream().map(batch -> batch.id).toList();
    kept.readAll(ids);
    trees.readAll(ids);
  }

  /** The root of the rows that were frozen. */
  SignedTrees.Stored tree(BatchEntity batch) {
    return trees
        .find(batch.id)
        .filter(tree -> tree.size() == batch.rowCount)
        .orElseThrow(() -> other("the tree over the rows is not there"));
  }

  private PersonalSignature content(BatchEntity batch, Mandate mandate, Instant at) {
    SignedTrees.Stored tree = tree(batch);
    return PersonalSignature.within(mandate, blinded(batch, tree), tree.root(), batch.rowCount, at);
  }

  private static Digest blinded(BatchEntity batch, SignedTrees.Stored tree) {
    return SaltedTree.blinded(tree.secret(), tree.size(), batch.approvedHash());
  }

  private static Refusal other(String why) {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "the personal signature of the head: " + why);
  }
}
