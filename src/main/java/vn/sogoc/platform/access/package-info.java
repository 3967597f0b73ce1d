/**
 * Who asks, and what they may. Accounts with passwords for people, API keys for programs; both lead
 * to one {@link vn.sogoc.platform.access.Actor}, who is always a named person. Everything is denied
 * unless an annotation at the endpoint allows it; no rule depends on the text of a path.
 *
 * <p>This package owns the tables {@code account}, {@code account_role} and {@code api_key}.
 * Sign-in state is the encrypted cookie alone, so a crash loses nothing but the throttle counters.
 */
@NullMarked
package vn.sogoc.platform.access;

import org.jspecify.annotations.NullMarked;
