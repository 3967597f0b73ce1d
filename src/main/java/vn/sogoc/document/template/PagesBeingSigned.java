package vn.sogoc.document.template;

/**
 * Whether records are about to get the time of their signature, which says what page they have.
 * Issuance knows; asked alone with whatever begins or ends at the institution.
 */
public interface PagesBeingSigned {
  /** Whether some of a kind are. */
  boolean areSome(int institution, String kind);
}
