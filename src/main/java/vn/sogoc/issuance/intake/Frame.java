package vn.sogoc.issuance.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.Province;
import vn.sogoc.credential.Regime;
import vn.sogoc.credential.Term;

/**
 * What all rows of a batch share: the graduation decision, the kind, the face of the credential and
 * who signs it.
 *
 * @param institution number of the issuing institution
 * @param kind of credential
 * @param regime the one that governs the kind on the issue date
 * @param decisionNumber number of the decision to recognise graduation
 * @param decisionDate its date
 * @param issueDate on the face of the credential
 * @param graduationYear for rows that do not say it themselves; null where each row must
 * @param decisionTotal how many graduates the decision names; null where it is this list alone
 * @param place province on the face
 * @param signerName who will sign, as printed
 * @param signerTitle with which title
 * @param signsAs on whose behalf, null where it is not on another's
 */
public record Frame(
    int institution,
    Kind kind,
    Regime regime,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    @Nullable Integer graduationYear,
    @Nullable Integer decisionTotal,
    Province place,
    String signerName,
    Term signerTitle,
    @Nullable Term signsAs) {}
