/**
 * Floor 1. Time stamps of RFC 3161: what is asked, what is answered, and whether an answer is one.
 *
 * <p>A token counts where it is over the SHA-256 that was asked about, signed by a pinned
 * certificate whose one and critical extended key usage is time stamping, which the signed
 * attributes name by SHA-256 (RFC 5816, ESSCertIDv2). Certificates inside of a token are compared,
 * never believed. Malformed bytes are {@link vn.sogoc.crypto.tsp.MalformedTimeStamp}.
 */
@NullMarked
package vn.sogoc.crypto.tsp;

import org.jspecify.annotations.NullMarked;
