package vn.sogoc.issuance;

import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.kernel.PublicId;

/**
 * A row of a frozen batch.
 *
 * @param position from 0; the order of the numbers
 * @param line the row number in the file
 * @param claims what will be, or was, signed
 * @param credential the credential it became, null until the batch is recorded
 */
public record BatchRow(int position, int line, Claims claims, @Nullable PublicId credential) {}
