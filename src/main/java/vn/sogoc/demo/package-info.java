/**
 * Above all floors. What the demo shows: keys that are public by design, institutions and people
 * that do not exist, and a class list for every kind, issued through the real API.
 */
@NullMarked
package vn.sogoc.demo;

import org.jspecify.annotations.NullMarked;
