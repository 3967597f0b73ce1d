package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;

/**
 * What the audit trail says of rights, object by object: a row that was put back whole, as it was
 * before a right was taken, fits its seal, but not the last line about it.
 */
final class ToldRights {
  private static final String ACTIONS =
      """
      select seq, at, action, institution_id, object, details from trail_line
      where action in ('account.create', 'account.password', 'account.sign-out', 'account.disable',
        'role.grant', 'role.revoke', 'api-key.create', 'api-key.revoke', 'mandate.grant',
        'mandate.end', 'invitation.accept', 'invitation.block', 'invitation.revoke',
        'supervision.end')
      order by seq
      """;

  /** A role at an institution; null for the whole registry. */
  record Held(@Nullable Integer institution, String role) {}

  /** An account by its lines. */
  static final class Account {
    final Set<Held> roles = new HashSet<>();

    /** Of the session epoch; null where it is the first. */
    @Nullable Digest epoch;

    boolean isDisabled;
  }

  /** The line about an object that counts. */
  record Last(String action, Instant at, Digest details) {}

  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Last> last = new HashMap<>();
  private final Map<String, Instant> firstEnds = new HashMap<>();
  private final Map<String, Integer> grants = new HashMap<>();
  private final Map<String, List<Digest>> unsupervised = new HashMap<>();
  private final Map<Digest, List<String>> sets = sets();
  private final Map<Integer, Map<Digest, String>> roles = new HashMap<>();

  private ToldRights() {}

  static ToldRights of(Evidence e) throws SQLException {
    ToldRights told = new ToldRights();
    e.store().each(ACTIONS, told::line);
    return told;
  }

  /** By {@code acc_...}. */
  Map<String, Account> accounts() {
    return accounts;
  }

  /** The last line about a key, a mandate or an invitation, each by its public identifier. */
  Map<String, Last> last() {
    return last;
  }

  /** When an end of a mandate was first told. */
  Optional<Instant> ended(String mandate) {
    return Optional.ofNullable(firstEnds.get(mandate));
  }

  /** How often a role was given. */
  int grants(String account, int institution, String role) {
    return grants.getOrDefault(account + " " + institution + " " + role, 0);
  }

  /** What was told of the ends of supervision of an institution. */
  List<Digest> unsupervised(String institution) {
    return unsupervised.getOrDefault(institution, List.of());
  }

  private void line(Cells row) throws SQLException {
    String action = row.text("action");
    String object = row.text("object");
    Optional<Digest> details = row.digest("details");
    if (details.isEmpty()) {
      return; // told by the check of the trail
    }
    int institution = row.integer("institution_id");
    Last line = new Last(action, row.instant("at"), details.get());
    switch (action) {
      case "account.create" -> created(object, institution, details.get());
      case "account.password", "account.sign-out" -> account(object).epoch = details.get();
      case "account.disable" -> {
        account(object).epoch = details.get();
        account(object).isDisabled = true;
      }
      case "role.grant", "role.revoke" -> role(object, institution, line);
      case "supervision.end" ->
          unsupervised.computeIfAbsent(object, none -> new ArrayList<>()).add(details.get());
      default -> {
        if (action.equals("mandate.end")) {
          firstEnds.putIfAbsent(object, line.at());
        }
        last.put(object, line);
      }
    }
  }

  private void created(String object, int institution, Digest details) {
    Account made = account(object);
    for (String role : sets.getOrDefault(details, List.of())) {
      made.roles.add(new Held(institution == 0 ? null : institution, role));
    }
  }

  private void role(String object, int institution, Last line) {
    @Nullable String role =
        roles.computeIfAbsent(institution, ToldRights::rolesAt).get(line.details());
    if (role == null) {
      return;
    }
    Held held = new Held(institution == 0 ? null : institution, role);
    if (line.action().equals("role.grant")) {
      account(object).roles.add(held);
      grants.merge(object + " " + institution + " " + role, 1, Integer::sum);
    } else {
      account(object).roles.remove(held);
    }
  }

  private Account account(String object) {
    return accounts.computeIfAbsent(object, none -> new Account());
  }

  private static Map<Digest, String> rolesAt(int institution) {
    Map<Digest, String> all = new HashMap<>();
    for (Role role : Role.values()) {
      all.put(Deed.hash(institution == 0 ? null : institution, role.code()), role.code());
    }
    return all;
  }

  /** Of every set of roles what the line of a new account has: a hash, and few there are. */
  private static Map<Digest, List<String>> sets() {
    List<String> codes = new ArrayList<>();
    for (Role role : Role.values()) {
      codes.add(role.code());
    }
    codes.sort(null);
    Map<Digest, List<String>> all = new HashMap<>();
    for (int set = 0; set < 1 << codes.size(); set++) {
      List<String> chosen = new ArrayList<>();
      for (int i = 0; i < codes.size(); i++) {
        if ((set & 1 << i) != 0) {
          chosen.add(codes.get(i));
        }
      }
      all.put(Deed.hash(chosen), chosen);
    }
    return all;
  }
}
