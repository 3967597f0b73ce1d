package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import vn.sogoc.issuance.imports.FindingGroup.Example;
import vn.sogoc.platform.store.CopyRows;

/** Rows of {@code import_group}, {@code import_finding} and {@code import_bad_row}. */
@ApplicationScoped
class ImportFindings {
  private static final int AT_ONCE = 1000;

  private final EntityManager store;

  ImportFindings(EntityManager store) {
    this.store = store;
  }

  /** Keeps what some findings add, in the caller's transaction. */
  void keep(int institution, UUID id, Tally.Added added) {
    added.fresh().forEach(group -> insert(institution, id, group));
    added
        .counts()
        .forEach(
            (ordinal, count) ->
                store
                    .createNativeQuery(
                        """
                        update import_group set count = :count
                        where import_id = :id and ordinal = :ordinal""")
                    .setParameter("count", count)
                    .setParameter("id", id)
                    .setParameter("ordinal", ordinal)
                    .executeUpdate());
    if (!added.kept().isEmpty()) {
      CopyRows findings =
          new CopyRows(
              "import_finding",
              "import_id",
              "position",
              "institution_id",
              "group_ordinal",
              "line",
              "found");
      added
          .kept()
          .forEach(
              one ->
                  findings
                      .row()
                      .add(id)
                      .add(one.position())
                      .add(institution)
                      .add(one.group())
                      .add(one.row())
                      .add(one.found()));
      findings.into(store);
    }
    if (!added.reasons().isEmpty()) {
      CopyRows bad =
          new CopyRows("import_bad_row", "import_id", "line", "institution_id", "reasons");
      added
          .reasons()
          .forEach((line, reasons) -> bad.row().add(id).add(line).add(institution).add(reasons));
      bad.into(store);
    }
  }

  /** Groups from an ordinal on, in order, with their examples. */
  @Transactional
  List<FindingGroup> groups(UUID id, int from, int limit) {
    Map<Integer, List<Example>> examples = new HashMap<>();
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select g.ordinal, f.line, f.found from import_group g
                cross join lateral (
                  select line, found, position from import_finding
                  where import_id = g.import_id and group_ordinal = g.ordinal
                  order by position limit :examples) f
                where g.import_id = :id and g.ordinal >= :from and g.ordinal < :end
                order by g.ordinal, f.position""",
                    Object[].class)
                .setParameter("examples", Tally.EXAMPLES)
                .setParameter("id", id)
                .setParameter("from", from)
                .setParameter("end", from + limit))) {
      examples
          .computeIfAbsent((Integer) row[0], ordinal -> new ArrayList<>())
          .add(new Example((Integer) row[1], (String) row[2]));
    }
    List<FindingGroup> groups = new ArrayList<>();
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select ordinal, is_fault, code, column_name, expected, count from import_group
                where import_id = :id and ordinal >= :from and ordinal < :end order by ordinal""",
                    Object[].class)
                .setParameter("id", id)
                .setParameter("from", from)
                .setParameter("end", from + limit))) {
      groups.add(
          new FindingGroup(
              (Integer) row[0],
              (Boolean) row[1],
              (String) row[2],
              (String) row[3],
              (String) row[4],
              (Integer) row[5],
              examples.getOrDefault((Integer) row[0], List.of())));
    }
    return groups;
  }

  /** The findings that are kept one by one, in order, some at a time. */
  void eachKept(UUID id, Consumer<List<Tally.One>> taker) {
    List<Tally.One> page = kept(id, -1);
    while (!page.isEmpty()) {
      taker.accept(page);
      page = kept(id, page.getLast().position());
    }
  }

  private List<Tally.One> kept(UUID id, int after) {
    List<Tally.One> kept = new ArrayList<>();
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select position, group_ordinal, line, found from import_finding
                where import_id = :id and position > :after order by position limit :limit""",
                    Object[].class)
                .setParameter("id", id)
                .setParameter("after", after)
                .setParameter("limit", AT_ONCE))) {
      kept.add(
          new Tally.One((Integer) row[0], (Integer) row[1], (Integer) row[2], (String) row[3]));
    }
    return kept;
  }

  /** Rows with faults below a line, in order, and the reasons of each. */
  @Transactional
  Map<Integer, String> badRows(UUID id, int afterLine, int limit) {
    Map<Integer, String> rows = new LinkedHashMap<>();
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select line, reasons from import_bad_row
                where import_id = :id and line > :after order by line limit :limit""",
                    Object[].class)
                .setParameter("id", id)
                .setParameter("after", afterLine)
                .setParameter("limit", limit))) {
      rows.put((Integer) row[0], (String) row[1]);
    }
    return rows;
  }

  /** Lets go of what was found in an import that is read anew, or ended. */
  void delete(UUID id) {
    for (String table : List.of("import_finding", "import_bad_row", "import_group")) {
      store
          .createNativeQuery("delete from " + table + " where import_id = :id")
          .setParameter("id", id)
          .executeUpdate();
    }
  }

  private void insert(int institution, UUID id, FindingGroup group) {
    store
        .createNativeQuery(
            """
            insert into import_group
              (import_id, ordinal, institution_id, is_fault, code, column_name, expected, count)
            values (:id, :ordinal, :institution, :fault, :code, :column, :expected, :count)""")
        .setParameter("id", id)
        .setParameter("ordinal", group.ordinal())
        .setParameter("institution", institution)
        .setParameter("fault", group.isFault())
        .setParameter("code", group.code())
        .setParameter("column", group.column())
        .setParameter("expected", group.expected())
        .setParameter("count", group.count())
        .executeUpdate();
  }
}
