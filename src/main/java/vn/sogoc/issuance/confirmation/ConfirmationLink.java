package vn.sogoc.issuance.confirmation;

import java.util.UUID;
import vn.sogoc.kernel.Bytes;

/**
 * Whose row a link opens.
 *
 * @param generation which download it is of; the newest alone is kept
 * @param digest keyed hash of its secret
 */
public record ConfirmationLink(
    UUID batch, int position, int institution, int generation, Bytes digest) {}
