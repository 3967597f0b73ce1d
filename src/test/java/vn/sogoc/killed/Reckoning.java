package vn.sogoc.killed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.QrText;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * Holds what was acknowledged against the register, the log and what verification says. Every
 * contradiction is a sentence.
 */
final class Reckoning {
  private static final int OLDER_ONES = 10;
  private static final int VERIFIED_OF_A_BATCH = 60;
  private static final RecordCodec CODEC = new RecordCodec(Catalogue.load());

  private static final String BATCHES =
      """
      select b.id, b.decision_number, b.state, b.row_count,
        (select count(*) from batch o where o.decision_number = b.decision_number) same,
        (select count(*) from batch_row r where r.batch_id = b.id) lines,
        (select count(*) from register_entry e where e.batch_id = b.id) entries,
        (select count(*) from register_event v join register_entry e on e.id = v.entry_id
          where e.batch_id = b.id and v.type = 'issued') events,
        (select count(*) from register_event v join register_entry e on e.id = v.entry_id
          where e.batch_id = b.id and v.type = 'issued'
            and (exists (select from log_pending p where p.event_id = v.id)
              <> exists (select from log_entry l where l.event_id = v.id))) bound
      from batch b where b.decision_number like 'K-%'
      """;

  private static final String DECISIONS =
      """
      select d.id, d.decision_number,
        (select count(*) from credential_decision o
          where o.decision_number = d.decision_number) same,
        (select count(*) from decision_document f where f.decision_id = d.id) documents,
        (select count(*) from decision_outcome o
          where o.decision_id = d.id and o.outcome = 'approved') approved,
        (select count(*) from decision_outcome o join register_event v
            on v.entry_digest = o.event_digest
          where o.decision_id = d.id
            and (exists (select from log_pending p where p.event_id = v.id)
              <> exists (select from log_entry l where l.event_id = v.id))) bound
      from credential_decision d where d.decision_number like 'decision-%'
      """;

  private static final String NUMBERS =
      """
      select count(distinct e.register_seq) register_numbers, count(distinct e.serial_key) serials,
        count(distinct (e.status_list, e.status_index)) slots, count(distinct e.person_id) persons,
        max(e.register_seq) - min(e.register_seq) + 1 span,
        (select count(*) from register_entry o join batch p on p.id = o.batch_id
          where p.decision_number = b.decision_number) entries
      from batch b join register_entry e on e.batch_id = b.id where b.decision_number = ? group by b.id
      """;

  private final RunningService service;
  private final Caller caller;
  private final String verifyKey;
  private final List<String> faults = new ArrayList<>();
  private int verified;

  Reckoning(RunningService service, Caller caller, String verifyKey) {
    this.service = service;
    this.caller = caller;
    this.verifyKey = verifyKey;
  }

  List<String> faults() {
    return faults;
  }

  /** How many credentials were verified. */
  int verified() {
    return verified;
  }

  /** A row of the register, as far as it is needed here. */
  private record Entry(String credential, Bytes cose) {}

  /**
   * At any moment: what was told is there, once; what was not told is there as a whole or not at
   * all.
   */
  void wholeness(List<Task> tasks, HeadsSeen heads) throws SQLException, IOException {
    // what is told while the store is read may be newer than what is read
    List<Told> told = tasks.stream().map(Told::of).toList();
    Map<String, String> batches = new HashMap<>();
    Map<String, String> states = new HashMap<>();
    Map<String, Boolean> decisions = new HashMap<>();
    try (Connection hand = service.superuser()) {
      hand.setAutoCommit(false);
      hand.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (ResultSet row = hand.createStatement().executeQuery(BATCHES)) {
        while (row.next()) {
          String decision = row.getString("decision_number");
          String state = row.getString("state");
          long rows = row.getLong("row_count");
          long entries = row.getLong("entries");
          boolean isRecorded = List.of("recorded", "done").contains(state);
          if (row.getLong("same") != 1) {
            faults.add(decision + " is there " + row.getLong("same") + " times");
          }
          if (row.getLong("lines") != rows
              || entries != (isRecorded ? rows : 0)
              || row.getLong("events") != entries
              || row.getLong("bound") != entries) {
            faults.add(
                "%s is %s with %d rows, %d lines, %d entries, %d events, %d in the log or before it"
                    .formatted(
                        decision,
                        state,
                        rows,
                        row.getLong("lines"),
                        entries,
                        row.getLong("events"),
                        row.getLong("bound")));
          }
          batches.put(decision, publicId("bat", row));
          states.put(decision, state);
        }
      }
      try (ResultSet row = hand.createStatement().executeQuery(DECISIONS)) {
        while (row.next()) {
          String number = row.getString("decision_number");
          boolean isApproved = row.getLong("approved") == 1;
          if (row.getLong("same") != 1
              || row.getLong("documents") != 1
              || row.getLong("bound") != (isApproved ? 1 : 0)) {
            faults.add(
                "%s is there %d times, with %d documents, approved %d times, %d events in the log"
                    .formatted(
                        number,
                        row.getLong("same"),
                        row.getLong("documents"),
                        row.getLong("approved"),
                        row.getLong("bound")));
          }
          decisions.put(publicId("dec", row), isApproved);
        }
      }
      try (ResultSet row = hand.createStatement().executeQuery("select size, root from log_head")) {
        while (row.next()) {
          heads.signed(row.getLong(1), Digest.of(row.getBytes(2)));
        }
      }
      hand.rollback();
    }
    told.forEach(each -> compare(each, batches, states, decisions));
  }

  /** What was acknowledged of a task at a moment; empty where nothing was. */
  private record Told(Task task, String id, String state) {
    static Told of(Task task) {
      return switch (task) {
        case Task.Batch batch -> {
          String state = batch.acknowledged(); // first: an identifier comes with the first state
          yield new Told(batch, batch.id(), state);
        }
        case Task.Decision decision -> {
          String state = decision.isAcknowledged() ? "recorded" : "";
          yield new Told(decision, decision.id(), state);
        }
      };
    }
  }

  private void compare(
      Told told,
      Map<String, String> batches,
      Map<String, String> states,
      Map<String, Boolean> decisions) {
    String name = told.task().name;
    String state = told.state();
    switch (told.task()) {
      case Task.Batch batch -> {
        if (!state.isEmpty() && !told.id().equals(batches.get(batch.decision))) {
          faults.add(name + ": acknowledged as " + state + " and not there");
        } else if (!state.isEmpty() && rank(states.get(batch.decision)) < rank(state)) {
          faults.add(
              "%s: acknowledged as %s and is %s"
                  .formatted(name, state, states.get(batch.decision)));
        }
      }
      case Task.Decision ignored -> {
        if (!told.id().isEmpty() && !decisions.containsKey(told.id())) {
          faults.add(name + ": acknowledged and not there");
        } else if (!state.isEmpty() && !decisions.get(told.id())) {
          faults.add(name + ": acknowledged as recorded and only asked for");
        }
      }
    }
  }

  private static int rank(String state) {
    return List.of("prepared", "draft", "approved", "signing", "recorded", "done").indexOf(state);
  }

  /**
   * When everything has ended: each credential verifies as was acknowledged, is in the log once,
   * and every head that was ever seen is one of this log.
   */
  void outcome(List<Task> tasks, List<Task> fresh, HeadsSeen heads, Random random)
      throws SQLException, IOException, InterruptedException {
    Map<String, Task.Decision> decided = new HashMap<>();
    List<Task.Batch> batches = new ArrayList<>();
    for (Task task : tasks) {
      switch (task) {
        case Task.Batch batch -> batches.add(batch);
        case Task.Decision decision -> decided.put(decision.credential, decision);
      }
    }
    Log log = log(heads);
    for (Task.Batch batch : batches) {
      boolean isNew = fresh.contains(batch);
      List<Entry> entries = entries(batch);
      if (entries.size() != batch.rows) {
        faults.add(batch.name + ": " + entries.size() + " of " + batch.rows + " are registered");
      }
      if (isNew) {
        contents(batch, entries);
      }
      for (Entry entry : entries) {
        String digest = Digest.sha256(entry.cose()).bytes().base64Url();
        Task.Decision decision = decided.get(entry.credential());
        once(log, batch.name, "issued", "digest " + digest, 1);
        String issued = log.issued.getOrDefault(digest, "");
        String type = decision == null ? "revoked" : decision.verdict();
        once(log, batch.name, type, "subject " + issued, decision == null ? 0 : 1);
        boolean isItsTurn =
            isNew
                ? batch.rows <= VERIFIED_OF_A_BATCH
                    || random.nextInt(batch.rows) < VERIFIED_OF_A_BATCH
                : random.nextInt(OLDER_ONES * Math.max(1, batch.rows / OLDER_ONES)) == 0;
        if (isItsTurn || decision != null && fresh.contains(decision)) {
          verify(batch.name, entry, decision == null ? "valid" : decision.verdict());
        }
      }
    }
  }

  /** Each row that was asked for at its place, under numbers that nobody else has. */
  private void contents(Task.Batch batch, List<Entry> entries) throws SQLException, IOException {
    for (int i = 0; i < entries.size(); i++) {
      String person = person(entries.get(i));
      if (!person.equals(batch.person(i))) {
        faults.add("%s: at %d is %s and not %s".formatted(batch.name, i, person, batch.person(i)));
      }
    }
    try (Connection hand = service.superuser();
        PreparedStatement query = hand.prepareStatement(NUMBERS)) {
      query.setString(1, batch.decision);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          if (row.getLong(i) != batch.rows) {
            faults.add(
                "%s: %d of %d by %s"
                    .formatted(
                        batch.name,
                        row.getLong(i),
                        batch.rows,
                        row.getMetaData().getColumnLabel(i)));
          }
        }
      }
    }
  }

  private String person(Entry entry) {
    try {
      return CODEC.decode(CoseSign1.parse(entry.cose()).payload()).claims().fullName().value();
    } catch (MalformedCose | MalformedRecord e) {
      return "nobody who can be read";
    }
  }

  /** Every entry of the log as it is served. */
  private static final class Log {
    final Map<String, Integer> lines = new HashMap<>();

    /** The digest in an issued entry to that of the whole entry. */
    final Map<String, String> issued = new HashMap<>();
  }

  private static String key(String type, String line) {
    return type + " " + line;
  }

  private void once(Log log, String name, String type, String line, int times) {
    int found = log.lines.getOrDefault(key(type, line), 0);
    if (found != times) {
      faults.add(name + ": " + found + " entries of type " + type + " and not " + times);
    }
  }

  private Log log(HeadsSeen heads) throws IOException, InterruptedException {
    String head = new String(caller.read("/log/checkpoint"), StandardCharsets.UTF_8);
    heads.published(head);
    List<String> lines = head.lines().toList();
    long size = Long.parseLong(lines.get(1));
    Map<Long, Digest> seen = heads.all();
    Log log = new Log();
    TreeEdge edge = TreeEdge.empty();
    Map<Bytes, Integer> times = new HashMap<>();
    for (long from = 0; from < size; from += 256) {
      int width = (int) Math.min(256, size - from);
      String tile =
          "/log/tile/entries/%s%s".formatted(tile(from / 256), width < 256 ? ".p/" + width : "");
      ByteBuffer content = ByteBuffer.wrap(caller.read(tile));
      for (int i = 0; i < width; i++) {
        byte[] entry = new byte[Short.toUnsignedInt(content.getShort())];
        content.get(entry);
        Bytes bytes = Bytes.of(entry);
        times.merge(bytes, 1, Integer::sum);
        edge.append(MerkleTree.leaf(bytes), (t, hashes) -> {});
        Digest then = seen.get(edge.size());
        if (then != null && !then.equals(edge.root())) {
          faults.add("a head of " + edge.size() + " entries was seen that is not of this log");
        }
        read(log, bytes);
      }
    }
    if (!Base64.getEncoder().encodeToString(edge.root().toArray()).equals(lines.get(2))) {
      faults.add("the head of " + size + " entries is not over what is served");
    }
    times.forEach(
        (entry, found) -> {
          if (found != 1) {
            faults.add("an entry is in the log " + found + " times");
          }
        });
    return log;
  }

  private static void read(Log log, Bytes entry) {
    List<String> lines = new String(entry.toArray(), StandardCharsets.US_ASCII).lines().toList();
    String type = lines.getFirst().substring("sogoc/v1 ".length());
    for (String line : lines) {
      if (line.startsWith("digest ") || line.startsWith("subject ")) {
        log.lines.merge(key(type, line), 1, Integer::sum);
      }
      if (type.equals("issued") && line.startsWith("digest ")) {
        log.issued.put(
            line.substring("digest ".length()), Digest.sha256(entry).bytes().base64Url());
      }
    }
  }

  /** Names of tiles as c2sp.org/tlog-tiles has them, up to 999,999. */
  private static String tile(long number) {
    return number < 1000
        ? "%03d".formatted(number)
        : "x%03d/%03d".formatted(number / 1000, number % 1000);
  }

  private List<Entry> entries(Task.Batch batch) throws SQLException, IOException {
    List<Entry> entries = new ArrayList<>();
    try (Connection hand = service.superuser();
        PreparedStatement query =
            hand.prepareStatement(
                "select e.id, e.cose from register_entry e join batch b on b.id = e.batch_id"
                    + " where b.decision_number = ? order by e.batch_row")) {
      query.setString(1, batch.decision);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(new Entry(publicId("crd", row), Bytes.of(row.getBytes(2))));
        }
      }
    }
    return entries;
  }

  private void verify(String name, Entry entry, String verdict) throws IOException {
    String found = "nothing";
    for (int i = 0; i < 100; i++) {
      Caller.Answer answer =
          caller.ask(
              "/api/v1/verifications", verifyKey, Map.of("qr", QrText.fragment(entry.cose())));
      if (answer instanceof Caller.Answer.Told told) {
        found = told.body().path("verdict").asText();
        verified++;
        if (!found.equals(verdict)) {
          faults.add(name + ": " + entry.credential() + " is " + found + " and not " + verdict);
        }
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    faults.add(name + ": " + entry.credential() + " could not be verified");
  }

  private static String publicId(String kind, ResultSet row) throws SQLException {
    return PublicId.of(kind, row.getObject("id", java.util.UUID.class)).toString();
  }
}
