package vn.sogoc.issuance;

/**
 * What a person is to a batch.
 *
 * @param isPreparer whether they prepared it, so that somebody else approves it
 * @param isSigner whether it names them as its signer
 * @param isInOffice whether its signer, whoever that is, may sign today within the mandate it names
 */
public record BatchPart(boolean isPreparer, boolean isSigner, boolean isInOffice) {}
