package vn.sogoc.document;

/**
 * The institution that issues, as its name stands on the page.
 *
 * @param vi Vietnamese name
 * @param en English name; empty where it has none
 */
public record IssuerNames(String vi, String en) {
  public IssuerNames {
    if (vi.isBlank()) {
      throw new IllegalArgumentException("an institution has a Vietnamese name");
    }
  }
}
