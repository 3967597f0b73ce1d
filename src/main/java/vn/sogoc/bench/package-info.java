/**
 * Above all floors. Measurements that anybody can repeat: {@code ./sogoc bench}. Each figure comes
 * with a bound measured in the same run, because a figure alone says more about the machine than
 * about us.
 */
@NullMarked
package vn.sogoc.bench;

import org.jspecify.annotations.NullMarked;
