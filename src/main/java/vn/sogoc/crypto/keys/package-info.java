/**
 * Floor 1. Keys with one purpose each, strict ES256 signatures, certificates, PKCS#12 and PKCS#11
 * stores behind one small {@link vn.sogoc.crypto.keys.Signer}. With its neighbours the only
 * importer of BouncyCastle.
 */
@NullMarked
package vn.sogoc.crypto.keys;

import org.jspecify.annotations.NullMarked;
