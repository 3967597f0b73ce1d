package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.delivery.SheetsByHand;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;

/** A list that everybody signed, written down for its batch in one act. */
@QuarkusTest
@Tag("service")
class DeliverySheetApiTest {
  @Inject DemoSchools schools;
  @Inject Accounts accounts;
  @Inject SheetsByHand byHand;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  @Test
  void everybody_but_some_received_it_and_it_is_taken_back_on_the_same_day() throws Exception {
    String batch = issued(130);
    List<String> credentials = credentials(batch);
    hand(credentials.get(2));
    BatchClient.revoke(staff.preparer().key(), staff.approver().key(), credentials.get(4));
    Response asked = ask(staff.preparer(), batch, "1, 120-122");
    asked
        .then()
        .statusCode(202)
        .body("type", equalTo("delivered"))
        .body("except", equalTo("1, 120-122"));
    done(asked);
    sheets(batch)
        .then()
        .body("data[0].state", equalTo("done"))
        .body("data[0].recorded", equalTo(130 - 4 - 1 - 1));
    List<Boolean> received = received(batch);
    for (int row = 1; row <= 130; row++) {
      boolean isOut = row == 1 || row == 5 || (row >= 120 && row <= 122);
      assertThat(received.get(row - 1)).as("row " + row).isEqualTo(!isOut);
    }
    assertThat(lines("delivery.record", credentials.get(9))).isEqualTo("1");
    assertThat(
            owner.numbers(
                "select max(version) from delivery_event where credential_id ="
                    + " (select id from register_entry where batch_id = ? and batch_row = 2)",
                batch))
        .as("who had it before has one event")
        .containsExactly(1L);

    done(undo(staff.preparer(), batch));
    assertThat(received(batch).stream().filter(one -> one).count())
        .as("what was written down alone before stays")
        .isEqualTo(1);
    assertThat(lines("delivery.undo", credentials.get(9))).isEqualTo("1");
    undo(staff.preparer(), batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("delivery_not_delivered"));
    done(ask(staff.preparer(), batch, null));
    assertThat(received(batch).stream().filter(one -> !one).count())
        .as("only what was taken back")
        .isEqualTo(1);
  }

  @Test
  void a_second_list_takes_up_who_came_later() throws Exception {
    String batch = issued(5);
    done(ask(staff.preparer(), batch, "2-4"));
    done(ask(staff.preparer(), batch, "3"));
    sheets(batch).then().body("data.recorded", equalTo(List.of(2, 2)));
    assertThat(received(batch)).containsExactly(true, true, false, true, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6", "3-2", "1,,2", "a", "1-", "-1", "1;x", "99999999"})
  void rows_have_their_form(String typed) throws Exception {
    String batch = issued(5);
    ask(staff.preparer(), batch, typed)
        .then()
        .statusCode(422)
        .body("code", equalTo("delivery_refused"));
    sheets(batch).then().body("data.size()", equalTo(0));
  }

  @Test
  void only_a_preparer_of_the_institution_and_only_what_is_issued() throws Exception {
    String draft = staff.approved(BatchClient.list(1));
    ask(staff.preparer(), draft, null).then().statusCode(409);
    String batch = issued(2);
    ask(staff.approver(), batch, null).then().statusCode(403);
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE);
    ask(stranger, batch, null).then().statusCode(404);
    undo(stranger, batch).then().statusCode(404);
    BatchClient.as(stranger.key())
        .get("/api/v1/batches/" + batch + "/delivery-sheets")
        .then()
        .statusCode(404);
    undo(staff.preparer(), batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("delivery_not_delivered"));
  }

  @Test
  void a_list_of_yesterday_is_not_taken_back() throws Exception {
    String batch = issued(2);
    done(ask(staff.preparer(), batch, null));
    owner.asSuperuser(
        "update delivery_sheet set asked_at = asked_at - interval '1 day' where batch_id = '"
            + OwnerSql.uuid(batch)
            + "'");
    undo(staff.preparer(), batch).then().statusCode(409).body("code", equalTo("delivery_day_over"));
  }

  @Test
  void a_list_that_a_hand_changed_writes_nothing() throws Exception {
    String batch = issued(2);
    Response asked = ask(staff.preparer(), batch, null);
    done(asked);
    owner.asSuperuser(
        "update delivery_sheet set except_rows = '1' where batch_id = '"
            + OwnerSql.uuid(batch)
            + "'");
    assertThatThrownBy(() -> byHand.record(asked.path("id"), 2))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("changed after it was asked for");
  }

  @Test
  void done_twice_it_is_one_event_and_nobody_does_it_who_lost_the_right() throws Exception {
    String batch = issued(2);
    DemoSchools.Person leaving = schools.person(schools.university(), Role.PREPARE);
    Response asked = ask(leaving, batch, null);
    done(asked);
    String events =
        "select count(*) from delivery_event d join register_entry e on e.id = d.credential_id"
            + " where e.batch_id = ?";
    byHand.record(asked.path("id"), 2);
    assertThat(owner.numbers(events, batch)).containsExactly(2L);
    done(undo(staff.preparer(), batch));
    accounts.disable(leaving.account());
    assertThatThrownBy(() -> byHand.record(asked.path("id"), 2))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.type()).isEqualTo(HttpProblem.FORBIDDEN));
    assertThat(received(batch)).containsExactly(false, false);
  }

  private String issued(int rows) throws InterruptedException {
    String batch = staff.approved(BatchClient.list(rows));
    staff.signed(batch).then().body("state", equalTo("done"));
    return batch;
  }

  private static Response ask(DemoSchools.Person who, String batch, @Nullable String except) {
    return BatchClient.as(who.key())
        .contentType("application/json")
        .body(except == null ? Map.of() : Map.of("except", except))
        .post("/api/v1/batches/" + batch + "/delivery-sheets");
  }

  private static Response undo(DemoSchools.Person who, String batch) {
    return BatchClient.as(who.key()).post("/api/v1/batches/" + batch + "/delivery-sheets/undo");
  }

  private Response sheets(String batch) {
    return BatchClient.as(staff.preparer().key())
        .get("/api/v1/batches/" + batch + "/delivery-sheets");
  }

  private void done(Response asked) throws InterruptedException {
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
    assertThat(BatchClient.ended(staff.preparer().key(), asked.path("job")).<String>path("state"))
        .isEqualTo("done");
  }

  private void hand(String credential) {
    BatchClient.as(staff.preparer().key())
        .contentType("application/json")
        .body(Map.of("credentials", List.of(credential), "receiver", "holder"))
        .post("/api/v1/deliveries")
        .then()
        .statusCode(201);
  }

  private List<String> credentials(String batch) {
    return BatchClient.as(staff.preparer().key())
        .get("/api/v1/batches/" + batch + "/deliveries?limit=200")
        .path("data.credential");
  }

  /** Who received it, in the order of the list. */
  private List<Boolean> received(String batch) {
    List<Map<String, Object>> rows =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/deliveries?limit=200")
            .path("data");
    return rows.stream().map(row -> Boolean.TRUE.equals(row.get("delivered"))).toList();
  }

  private String lines(String action, String credential) {
    return owner.text(
        "select count(*) from trail_line where action = '"
            + action
            + "' and object = '"
            + credential
            + "'");
  }
}
