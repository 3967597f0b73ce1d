/**
 * Work of many callers done together. A trip to the store costs much the same for one question as
 * for fifty, so questions that arrive while it is busy share its next trip. Nothing is remembered
 * between trips: every question is asked of the store after it was put, and never answered from
 * what somebody else was told before.
 */
@NullMarked
package vn.sogoc.platform.grouping;

import org.jspecify.annotations.NullMarked;
