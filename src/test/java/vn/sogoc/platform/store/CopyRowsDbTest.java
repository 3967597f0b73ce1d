package vn.sogoc.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes in by COPY is what a select gives back. */
@QuarkusTest
@Tag("service")
class CopyRowsDbTest {
  private static final String[] COLUMNS = {"a", "b", "c", "d", "e", "f"};

  @Inject EntityManager store;

  @Test
  void every_type_comes_back_as_it_went_in() {
    UUID id = UUID.fromString("8f14e45f-ceea-467f-a7d5-000000000001");
    Instant moment = Instant.parse("2026-06-20T03:00:00.123456Z");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              table();
              CopyRows rows = new CopyRows("copied", COLUMNS);
              rows.row()
                  .add(id)
                  .add(-7)
                  .add("Nguyễn Thị 😀\\ \t\n'")
                  .add(new byte[] {0, -1, 10})
                  .add(LocalDate.of(1999, 12, 31))
                  .add(moment);
              rows.row().addNull().add(0).add("").add(new byte[0]).addNull().addNull();
              assertThat(rows.size()).isEqualTo(2);
              rows.into(store);
              List<?> found =
                  store
                      .createNativeQuery(
                          "select a || '|' || b || '|' || c || '|' || encode(d, 'hex') || '|' || e || '|' || extract(epoch from f) from copied where a is not null",
                          String.class)
                      .getResultList();
              assertThat(found)
                  .asString()
                  .isEqualTo(
                      "["
                          + id
                          + "|-7|Nguyễn Thị 😀\\ \t\n'|00ff0a|1999-12-31|"
                          + moment.getEpochSecond()
                          + ".123456]");
              assertThat(
                      store
                          .createNativeQuery(
                              "select count(*) from copied where a is null and b = 0 and c = '' and d = '' and e is null and f is null",
                              Long.class)
                          .getSingleResult())
                  .isEqualTo(1L);
            });
  }

  @Test
  void a_row_that_is_not_whole_is_not_sent() {
    CopyRows rows = new CopyRows("copied", COLUMNS);
    rows.row().add(1);
    assertThatThrownBy(rows::row).hasMessageContaining("1 values of 6");
    assertThatThrownBy(() -> rows.into(store)).hasMessageContaining("1 values of 6");
  }

  @Test
  void a_value_of_another_type_loses_the_transaction_and_nothing_else() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          table();
                          CopyRows rows = new CopyRows("copied", "a");
                          rows.row().add("no uuid");
                          rows.into(store);
                        }))
        .hasMessageContaining("incorrect binary data format");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                assertThat(store.createNativeQuery("select 1", Integer.class).getSingleResult())
                    .isEqualTo(1));
  }

  private void table() {
    store
        .createNativeQuery(
            "create temporary table copied (a uuid, b integer, c text, d bytea, e date, f timestamptz) on commit drop")
        .executeUpdate();
  }
}
