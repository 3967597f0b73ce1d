/**
 * A changing request that was sent twice happens once. The caller names the request with an {@code
 * Idempotency-Key}; the reply is kept for at least a day in the table {@code idempotency_key},
 * which this package owns, and a repeated request gets it back, over restarts and on every node.
 *
 * <p>A crash between the effect and the keeping of its reply leaves the key in flight until its
 * lease ends; then a repeated request runs again, which is safe because every effect of the product
 * refuses to happen twice by itself (unique constraints, approvals that are used up, job fences).
 * Refused requests changed nothing and free their key at once.
 */
@NullMarked
package vn.sogoc.platform.idempotency;

import org.jspecify.annotations.NullMarked;
