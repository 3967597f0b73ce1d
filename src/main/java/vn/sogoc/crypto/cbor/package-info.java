/**
 * Floor 1. Deterministic CBOR (RFC 8949 section 4.2.1): one byte form for one value. The reader
 * accepts exactly what the writer produces and refuses everything else with one checked exception.
 */
@NullMarked
package vn.sogoc.crypto.cbor;

import org.jspecify.annotations.NullMarked;
