/**
 * Floor 9. What was issued to me: a holder's own credentials, and those of the children somebody
 * acts for. Nobody sees anything here that is not theirs; an identifier of somebody else's
 * credential is answered like one that does not exist.
 */
@NullMarked
package vn.sogoc.holder;

import org.jspecify.annotations.NullMarked;
