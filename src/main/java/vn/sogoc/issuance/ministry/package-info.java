/**
 * Floor 8, inside issuance. An issued batch in the 44 fields of the ministry's format for digital
 * diplomas (Appendix 1.2, as universities implement it): {@link
 * vn.sogoc.issuance.ministry.MinistryExports} is the door.
 *
 * <p>Names, order and lengths are those of the format; days are written dd/MM/yyyy. What the
 * registry does not know stays empty and is named. Personal numbers are not given: they leave the
 * registry in no answer. Owns no table.
 */
@NullMarked
package vn.sogoc.issuance.ministry;

import org.jspecify.annotations.NullMarked;
