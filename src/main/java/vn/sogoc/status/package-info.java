/**
 * Floor 6. Is it still in force? The answer is read from the events of a credential and from
 * nothing else: the last event that changes its force decides, corrections add to it.
 */
@NullMarked
package vn.sogoc.status;

import org.jspecify.annotations.NullMarked;
