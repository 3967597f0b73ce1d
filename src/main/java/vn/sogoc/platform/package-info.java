/**
 * Floor 2. The words and sources every feature takes from its surroundings: the language of an
 * answer, the message catalogue, the clock, randomness and new identifiers. The only place where
 * the time of day and fresh randomness enter the program; everything above gets them as arguments
 * or as beans, so that tests can pin them.
 */
@NullMarked
package vn.sogoc.platform;

import org.jspecify.annotations.NullMarked;
