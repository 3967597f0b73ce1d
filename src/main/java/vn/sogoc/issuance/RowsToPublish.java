package vn.sogoc.issuance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.person.Person;
import vn.sogoc.publication.ListDraft;
import vn.sogoc.publication.ListRow;

/**
 * What is left of checked rows until their list is out: the list and who its people are. About 300
 * bytes for each row, in the memory of the run that recorded them; another run reads the register.
 * Used by one thread.
 */
final class RowsToPublish {
  private static final int DATE = 10;

  private final ListDraft draft;
  private final List<byte[]> holders;

  RowsToPublish(int count) {
    draft = new ListDraft(count);
    holders = new ArrayList<>(count);
  }

  /** A row of the list and whose it is. */
  record Row(UUID person, Claims claims, ListRow.Leafed listed) {}

  void add(List<Row> page) {
    for (Row row : page) {
      draft.add(row.claims(), row.listed());
      holders.add(packed(row.person(), row.claims()));
    }
  }

  ListDraft draft() {
    return draft;
  }

  int size() {
    return holders.size();
  }

  /** Who the people of some rows are. */
  List<Person> holders(int from, int until) {
    return holders.subList(from, until).stream().map(RowsToPublish::unpacked).toList();
  }

  /** Id, date of birth filled up with blanks, name. */
  private static byte[] packed(UUID person, Claims claims) {
    byte[] name = claims.fullName().value().getBytes(StandardCharsets.UTF_8);
    byte[] birth =
        String.format("%-" + DATE + "s", claims.birthDate()).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + DATE + name.length)
        .putLong(person.getMostSignificantBits())
        .putLong(person.getLeastSignificantBits())
        .put(birth)
        .put(name)
        .array();
  }

  private static Person unpacked(byte[] packed) {
    ByteBuffer id = ByteBuffer.wrap(packed);
    UUID person = new UUID(id.getLong(), id.getLong());
    String birth = new String(packed, 16, DATE, StandardCharsets.US_ASCII).strip();
    String name = new String(packed, 16 + DATE, packed.length - 16 - DATE, StandardCharsets.UTF_8);
    return new Person(person, new PersonName(name), PartialDate.parse(birth));
  }
}
