package vn.sogoc.web;

import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Term;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.kernel.PublicId;

/**
 * A row of a batch as its staff looks it over; no personal number is in it.
 *
 * @param number of the row in the batch, from 1
 * @param path of the page that shows the whole document
 */
public record RowLine(
    int number,
    int line,
    String name,
    String birth,
    String sex,
    String programme,
    String ranking,
    String path) {

  static RowLine of(Ui ui, PublicId batch, BatchRow row) {
    return of(ui, path(batch, row.position()), row);
  }

  static RowLine of(Ui ui, String path, BatchRow row) {
    Claims claims = row.claims();
    Programme programme = claims.programme();
    return new RowLine(
        row.position() + 1,
        row.line(),
        claims.fullName().value(),
        ui.shown().partialDate(claims.birthDate().toString()),
        words(ui, claims.sex()),
        programme == null ? words(ui, claims.language()) : ui.of(programme.label()),
        words(ui, claims.ranking()),
        path);
  }

  static String path(PublicId batch, int position) {
    return BatchPages.path(batch) + "/rows/" + position;
  }

  private static String words(Ui ui, @Nullable Term term) {
    return term == null ? "" : ui.of(term.label());
  }
}
