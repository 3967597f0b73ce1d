/**
 * Old register books (sổ gốc trên giấy) as electronic copies: decision record 0017.
 *
 * <p>A book is declared by two persons of the institution that keeps it, its pages are
 * photographed, and two persons key each page without seeing each other's rows. Where the two
 * differ, somebody who keyed neither decides, or the two agree; then two persons approve the page,
 * and a job signs each row by the keeper's key as a copy made from the register book ({@link
 * vn.sogoc.register.legacy.RegisterCopy}): a signed type of its own, which no verifier of
 * born-digital records accepts, with an entry of its own type in the log. A page is recorded whole
 * or not at all.
 *
 * <p>What is declared and what is logged gives the coverage of a keeper's books, which is signed
 * and logged too, so that a number that was not found is never taken for a forged one.
 *
 * <p>This package owns the tables {@code legacy_book}, {@code legacy_declaration}, {@code
 * legacy_image}, {@code legacy_page}, {@code legacy_turn}, {@code legacy_row}, {@code
 * legacy_decision}, {@code register_copy}, {@code register_copy_withdrawal} and {@code
 * register_coverage}.
 */
@NullMarked
package vn.sogoc.register.legacy;

import org.jspecify.annotations.NullMarked;
