/**
 * Floor 1. The Merkle tree of RFC 6962 section 2.1: roots, inclusion proofs, and their
 * verification. Pure.
 */
@NullMarked
package vn.sogoc.crypto.merkle;

import org.jspecify.annotations.NullMarked;
