package vn.sogoc.platform.trail;

import vn.sogoc.kernel.Digest;

/**
 * How far the trail goes.
 *
 * @param seq number of the last line, 0 before the first
 * @param hash of the last line
 */
public record TrailHead(long seq, Digest hash) {}
