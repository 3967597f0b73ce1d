/**
 * Makes and publishes the trust bundle: {@link vn.sogoc.publication.bundle.PublishedBundles} is its
 * door.
 *
 * <p>Promises: a version is made of what the newest logged statements say and of nothing else; it
 * counts once two of the three root keys signed it, and those keys are not here (only a demo signs
 * by itself); it is brought in by one person and let in by another; its hash is logged in the same
 * transaction, and it is served once the log has it. {@code src/docs/trust-bundle.md} is the
 * specification for others.
 */
@NullMarked
package vn.sogoc.publication.bundle;

import org.jspecify.annotations.NullMarked;
