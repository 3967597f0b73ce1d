package vn.sogoc.issuance;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.Claims;
import vn.sogoc.person.Person;
import vn.sogoc.publication.ListDraft;
import vn.sogoc.publication.ListRow;

/**
 * What is left of checked rows until their list is out: the list and who its people are. A few
 * hundred bytes for each row, in the memory of the run that recorded them; another run reads them
 * again from where they wait. Used by one thread.
 */
final class ListRows {
  private final ListDraft draft;
  private final List<Person> holders;

  ListRows(int count) {
    draft = new ListDraft(count);
    holders = new ArrayList<>(count);
  }

  void add(List<RecordCheck.Signed> page, List<ListRow.Leafed> rows) {
    for (int i = 0; i < rows.size(); i++) {
      Claims claims = page.get(i).record().claims();
      draft.add(claims, rows.get(i));
      holders.add(new Person(page.get(i).entry().person(), claims.fullName(), claims.birthDate()));
    }
  }

  ListDraft draft() {
    return draft;
  }

  List<Person> holders() {
    return holders;
  }
}
