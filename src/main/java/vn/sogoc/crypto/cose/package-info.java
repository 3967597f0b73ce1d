/**
 * Floor 1. COSE_Sign1 (RFC 9052 section 4.2) with ES256 and nothing else. Parsed and verified are
 * different types.
 */
@NullMarked
package vn.sogoc.crypto.cose;

import org.jspecify.annotations.NullMarked;
