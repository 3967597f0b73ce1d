/**
 * The pages: check a document, look up a receipt, read published lists, sign in and see one's own;
 * for an institution's staff from a class list to issued credentials.
 *
 * <p>Promises: no rules and no queries here, a page shows what a service answered. Everything
 * public works with the keyboard alone, at 320 pixels, on paper, and without JavaScript; what needs
 * a script (reading the fragment of {@code /q}, the live camera) has a way beside it that does not.
 * Nothing reads as passed that was not checked; no field of a document is shown when its answer
 * does not vouch for it. The only files a page loads are ours. No name, number or record ever
 * stands in an address.
 *
 * <p>Language: Vietnamese unless asked otherwise; each page has a link to itself in the other
 * language. A result carries both, so that switching neither repeats the check nor loses it.
 */
@NullMarked
package vn.sogoc.web;

import org.jspecify.annotations.NullMarked;
