/**
 * Floor 2. How often somebody may ask. Buckets live in the memory of one node and are bounded in
 * number; losing them on a restart gives everybody a fresh start and no more. A key without quota
 * is not limited; who is anonymous is limited by address, and once more for each number asked
 * about, so that nobody tries names on a number.
 */
@NullMarked
package vn.sogoc.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
