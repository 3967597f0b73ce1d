/**
 * Floor 5. The master register (sổ gốc): numbers, entries, events, custody.
 *
 * <p>An entry is a cache of a signed record; its columns are re-derived from the record's bytes
 * whenever it is asked for, and an entry that differs from them in anything is reported as altered,
 * never used. Nothing here is edited or deleted: what happens to a credential later is one more
 * event, whose bytes are the final entry of the transparency log.
 *
 * <p>Numbers are reserved in the transaction of {@link vn.sogoc.register.Register#reserve} and used
 * in that of {@link vn.sogoc.register.Recording}, the commit point of issuing. A crash between the
 * two leaves the reservation; the same batch resumes with the same numbers, or they are voided with
 * minutes by two persons. The book of numbers shows each as used, reserved or void.
 *
 * <p>Who keeps the register of an issuer now is a third thing beside who issued and who signed:
 * {@link vn.sogoc.register.Custody}.
 */
@NullMarked
package vn.sogoc.register;

import org.jspecify.annotations.NullMarked;
