/**
 * Floor 3. What a credential says, and under which law: kinds, fields, code tables, legal regimes
 * (data under {@code /catalogue}), the rules for names, dates and numbers, and the one canonical
 * byte form of a record ({@code src/docs/record.md}).
 *
 * <p>Pure: no clock, no state, no input besides the catalogue read once at start. A value of {@link
 * Claims} or {@link CredentialRecord} cannot exist with a field its kind forbids, without one it
 * requires, or with a code that is in no table; hostile bytes and texts end in {@link
 * MalformedRecord} or a refusal, never in anything else. The personal identification number and the
 * ethnicity have no place in a record.
 */
@NullMarked
package vn.sogoc.credential;

import org.jspecify.annotations.NullMarked;
