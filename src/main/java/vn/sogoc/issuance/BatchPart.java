package vn.sogoc.issuance;

/**
 * What a person is to a batch.
 *
 * @param isPreparer whether they prepared it, so that somebody else approves it
 * @param isSigner whether it names them as its signer
 */
public record BatchPart(boolean isPreparer, boolean isSigner) {}
