/**
 * Floor 2. The service's own HTTPS certificate: self-signed, made at first start, renewed before it
 * ends. A browser warns about it; whoever serves the public puts a certificate of a public
 * authority in its place (SOGOC_TLS_KEYSTORE) or a proxy in front.
 */
@NullMarked
package vn.sogoc.platform.https;

import org.jspecify.annotations.NullMarked;
