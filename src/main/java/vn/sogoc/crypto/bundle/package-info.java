/**
 * Floor 1. The trust bundle: whom to believe about diplomas, in one signed file, for verifiers that
 * ask nobody. Bytes in, an answer out; what a verifier remembers between two bundles is handed in
 * and given back.
 *
 * <p>Promises: nothing of a file is looked at before enough root keys have signed it; a file that
 * is older than one seen before, expired, under-signed or not the successor of the one before is
 * refused; one content has one byte form. {@code src/docs/trust-bundle.md} is the specification for
 * others; the rules of rollback, expiry and root rotation are those of The Update Framework (TUF
 * 1.0.34, sections 5.3 and 5.4).
 */
@NullMarked
package vn.sogoc.crypto.bundle;

import org.jspecify.annotations.NullMarked;
