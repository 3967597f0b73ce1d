package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;

/**
 * Who may do what: accounts, roles, keys of programs, mandates and ways in are rows that the
 * service wrote, and each is what the last line of the audit trail about it left behind. So a right
 * that was taken away and put back by hand is named, and so is one that was taken out.
 */
final class AccessCheck implements Check {
  private static final String ACCOUNT = "account";
  private static final String ROLE = "account_role";
  private static final String KEY = "api_key";

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(ACCOUNT, "id", "account", (row, id) -> account(e, row, id));
      rows.check(ROLE, "id", "account-role", (row, id) -> role(e, row, id));
      rows.check(KEY, "id", "api-key-row", (row, id) -> key(e, row, id));
    }
    ToldRights told = ToldRights.of(e);
    accounts(e, told);
    roles(e, told);
    Map<String, String> left = new HashMap<>();
    told.last().keySet().forEach(object -> left.put(object, object));
    keys(e, told, left);
    mandates(e, told, left);
    invitations(e, told, left);
    left.keySet().forEach(object -> gone(e, object));
    new AgreedCheck(e, told).run();
  }

  private static void accounts(Evidence e, ToldRights told) throws SQLException {
    Set<String> left = new HashSet<>(told.accounts().keySet());
    e.store()
        .each(
            "select id, session_epoch, disabled_at from account",
            row -> {
              UUID id = row.uuid("id");
              String object = PublicId.of(Doer.ID_KIND, id).toString();
              left.remove(object);
              ToldRights.@Nullable Account account = told.accounts().get(object);
              if (account == null) {
                e.findings().add(ACCOUNT, id, "", "a line that made it", "none");
                return;
              }
              int epoch = row.integer("session_epoch");
              Digest first = Deed.hash(1);
              Digest expected = account.epoch == null ? first : account.epoch;
              e.findings()
                  .require(
                      expected.equals(Deed.hash(epoch)),
                      ACCOUNT,
                      id,
                      "session_epoch",
                      "that of the last line about the account",
                      Integer.toString(epoch));
              e.findings()
                  .require(
                      account.isDisabled == !row.isNull("disabled_at"),
                      ACCOUNT,
                      id,
                      "disabled_at",
                      account.isDisabled ? "an account that was ended" : "one that was not ended",
                      "the opposite");
            });
    left.forEach(
        object -> e.findings().add(ACCOUNT, uuid(object), "", "the account that was made", "none"));
  }

  private static void roles(Evidence e, ToldRights told) throws SQLException {
    Map<String, Set<ToldRights.Held>> left = new HashMap<>();
    told.accounts().forEach((account, of) -> left.put(account, new HashSet<>(of.roles)));
    e.store()
        .each(
            "select id, account_id, institution_id, role from account_role",
            row -> {
              String account = PublicId.of(Doer.ID_KIND, row.uuid("account_id")).toString();
              ToldRights.Held held =
                  new ToldRights.Held(
                      row.isNull("institution_id") ? null : row.integer("institution_id"),
                      row.text("role"));
              e.findings()
                  .require(
                      left.getOrDefault(account, new HashSet<>()).remove(held),
                      ROLE,
                      row.uuid("id"),
                      "account_id,institution_id,role",
                      "a role that was given, and not taken since",
                      held.role());
            });
    left.forEach(
        (account, all) ->
            all.forEach(
                held ->
                    e.findings()
                        .add(
                            ROLE,
                            uuid(account) + "/" + held.institution() + "/" + held.role(),
                            "",
                            "the role that was given",
                            "none")));
  }

  private static void keys(Evidence e, ToldRights told, Map<String, String> left)
      throws SQLException {
    e.store()
        .each(
            "select id, account_id, roles, quota, expires_at, revoked_at from api_key",
            row ->
                last(
                    e,
                    told,
                    left,
                    KEY,
                    "key",
                    row.uuid("id"),
                    Deed.hash(
                        PublicId.of(Doer.ID_KIND, row.uuid("account_id")),
                        words(row.text("roles")),
                        row.isNull("quota") ? null : row.integer("quota"),
                        row.instantOrNull("expires_at"),
                        row.instantOrNull("revoked_at"))));
  }

  private static void mandates(Evidence e, ToldRights told, Map<String, String> left)
      throws SQLException {
    e.store()
        .each(
            "select id, kinds, valid_from, valid_until, key_id from mandate",
            row ->
                last(
                    e,
                    told,
                    left,
                    "mandate",
                    "man",
                    row.uuid("id"),
                    Deed.hash(
                        row.text("kinds"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until"),
                        row.bytesIfAny("key_id").map(Bytes::hex).orElse(null))));
  }

  private static void last(
      Evidence e,
      ToldRights told,
      Map<String, String> left,
      String table,
      String kind,
      UUID id,
      Digest now) {
    String object = PublicId.of(kind, id).toString();
    left.remove(object);
    ToldRights.@Nullable Last line = told.last().get(object);
    e.findings()
        .require(
            line != null && line.details().equals(now),
            table,
            id,
            "",
            line == null ? "a line that made it" : "what the last line about it left behind",
            line == null ? "none" : "another state of it");
  }

  private static void invitations(Evidence e, ToldRights told, Map<String, String> left)
      throws SQLException {
    e.store()
        .each(
            "select id, ended from invitation",
            row -> {
              UUID id = row.uuid("id");
              String object = PublicId.of("inv", id).toString();
              left.remove(object);
              String ended = row.text("ended");
              ToldRights.@Nullable Last line = told.last().get(object);
              String expected = line == null ? "" : ended(line.action());
              boolean needsLine = ended.equals("used") || ended.equals("blocked");
              e.findings()
                  .require(
                      line == null ? !needsLine : ended.equals(expected),
                      "invitation",
                      id,
                      "ended",
                      line == null ? "a line that tells it" : expected,
                      ended);
            });
  }

  private static String ended(String action) {
    return switch (action) {
      case "invitation.accept" -> "used";
      case "invitation.block" -> "blocked";
      default -> "revoked";
    };
  }

  private static void gone(Evidence e, String object) {
    String table =
        switch (object.substring(0, object.indexOf('_'))) {
          case "key" -> KEY;
          case "man" -> "mandate";
          default -> "invitation";
        };
    e.findings().add(table, uuid(object), "", "the row that a line tells of", "none");
  }

  /** Where it is none of ours, what there is. */
  private static String uuid(String object) {
    return PublicId.parse(object.replaceFirst("_.*", ""), object)
        .map(id -> id.key().toString())
        .orElse(object);
  }

  /** A PostgreSQL array of words as they stand in lines and seals. */
  private static String words(String array) {
    return array.replaceAll("[{}\"]", "").replace(',', ' ');
  }

  private static @Nullable Object[] account(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(ACCOUNT);
    return new @Nullable Object[] {
      id,
      row.text("username"),
      row.text("display_name"),
      row.uuid("person_id"),
      row.isNull("institution_id") ? null : row.integer("institution_id"),
      row.textOrNull("password_hash"),
      row.integer("session_epoch"),
      row.instantOrNull("disabled_at"),
      row.instant("created_at")
    };
  }

  private static @Nullable Object[] role(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(ROLE);
    return new @Nullable Object[] {
      id,
      row.uuid("account_id"),
      row.isNull("institution_id") ? null : row.integer("institution_id"),
      row.text("role")
    };
  }

  private static @Nullable Object[] key(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(KEY);
    return new @Nullable Object[] {
      id,
      row.uuid("account_id"),
      row.isNull("institution_id") ? null : row.integer("institution_id"),
      row.text("label"),
      row.bytes("secret_digest").hex(),
      words(row.text("roles")),
      row.isNull("quota") ? null : row.integer("quota"),
      row.instant("created_at"),
      row.instantOrNull("expires_at"),
      row.instantOrNull("revoked_at")
    };
  }
}
