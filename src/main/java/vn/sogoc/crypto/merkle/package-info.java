/**
 * Floor 1. The Merkle tree of RFC 6962 section 2.1: roots, inclusion proofs, and the verification
 * of inclusion and consistency proofs. Pure.
 */
@NullMarked
package vn.sogoc.crypto.merkle;

import org.jspecify.annotations.NullMarked;
