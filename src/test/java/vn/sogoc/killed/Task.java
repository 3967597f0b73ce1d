package vn.sogoc.killed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something a school does in several requests, each with an idempotency key of its own that stays
 * the same until its outcome is known. What was acknowledged is written down here, outside of
 * everything that can be killed.
 */
abstract sealed class Task {
  /** Who acts: the keys of three people of one university. */
  record Staff(String prepare, String approve, String sign) {}

  /** What one try did. */
  enum Progress {
    TOLD,
    UNKNOWN,
    ENDED
  }

  final String name;
  private final List<String> faults = new ArrayList<>();
  private String unknownStep = "";
  private int settled;

  Task(String name) {
    this.name = name;
  }

  /** Does the next step, or the same again. */
  abstract Progress advance(Caller caller) throws IOException;

  /** Contradictions between what was told before and now. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many steps were told only after an outcome that was lost. */
  synchronized int settled() {
    return settled;
  }

  synchronized void fault(String what) {
    faults.add(name + ": " + what);
  }

  /** Sorts an answer; what it tells is looked at by the caller. */
  final Progress sort(String step, Caller.Answer answer) {
    return switch (answer) {
      case Caller.Answer.Told told -> {
        synchronized (this) {
          if (unknownStep.equals(step)) {
            settled++;
          }
          unknownStep = "";
        }
        yield Progress.TOLD;
      }
      case Caller.Answer.Unknown unknown -> {
        synchronized (this) {
          unknownStep = step;
        }
        yield Progress.UNKNOWN;
      }
      case Caller.Answer.Refused refused -> {
        fault(step + " was refused: " + refused.status() + " " + refused.body());
        yield Progress.ENDED;
      }
    };
  }

  static JsonNode body(Caller.Answer answer) {
    return ((Caller.Answer.Told) answer).body();
  }

  /** A class list on its way to diplomas. */
  static final class Batch extends Task {
    private static final String HEADER =
        "STT;Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Số CCCD;Nơi sinh\n";
    private static final List<String> AFTER_RECORDED = List.of("recorded", "done");

    final String decision;
    final int rows;
    private final int firstPerson;
    private final Staff staff;
    private final byte[] list;
    private String id = "";
    private String hash = "";
    private boolean isApproved;
    private String job = "";
    private String state = "";

    Batch(int number, int rows, int firstPerson, Staff staff) {
      super("batch-" + number);
      this.decision = "K-" + number + "/QĐ";
      this.rows = rows;
      this.firstPerson = firstPerson;
      this.staff = staff;
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = 0; i < rows; i++) {
        text.append(
            "%d;%s;17/05/2003;Nữ;7480201;Giỏi;034303%06d;Hà Nội%n"
                .formatted(i + 1, person(i), firstPerson + i));
      }
      this.list = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    Progress advance(Caller caller) throws IOException {
      if (id.isEmpty()) {
        return prepare(caller);
      } else if (!isApproved) {
        return approve(caller);
      } else if (job.isEmpty()) {
        return sign(caller);
      }
      return look(caller);
    }

    private Progress prepare(Caller caller) {
      Map<String, String> fields =
          Map.of(
              "kind", "BCN",
              "decisionNumber", decision,
              "decisionDate", "2026-06-12",
              "issueDate", "2026-06-15",
              "graduationYear", "2026");
      Caller.Answer answer =
          caller.upload(
              "/api/v1/batches", staff.prepare(), name + "-p", fields, "file", "class.csv", list);
      Progress progress = sort("prepare", answer);
      if (progress == Progress.TOLD) {
        synchronized (this) {
          id = body(answer).path("id").asText();
          hash = body(answer).path("approvedHash").asText();
        }
        if (body(answer).path("faults").asInt() != 0) {
          fault("has faults: " + body(answer));
          return Progress.ENDED;
        }
      }
      return progress;
    }

    private Progress approve(Caller caller) throws IOException {
      Caller.Answer answer =
          caller.post(
              "/api/v1/batches/" + id + "/approvals",
              staff.approve(),
              name + "-a",
              Map.of("approvedHash", hash, "count", rows, "acknowledgeWarnings", true));
      Progress progress = sort("approve", answer);
      if (progress == Progress.TOLD) {
        synchronized (this) {
          isApproved = true;
        }
      }
      return progress;
    }

    private Progress sign(Caller caller) throws IOException {
      Caller.Answer answer =
          caller.post("/api/v1/batches/" + id + "/signing", staff.sign(), name + "-s", Map.of());
      Progress progress = sort("sign", answer);
      if (progress == Progress.TOLD) {
        synchronized (this) {
          job = body(answer).path("job").asText();
        }
      }
      return progress;
    }

    private Progress look(Caller caller) {
      Caller.Answer answer = caller.get("/api/v1/jobs/" + job, staff.sign());
      Progress progress = sort("job", answer);
      if (progress != Progress.TOLD) {
        return progress;
      }
      String now = body(answer).path("state").asText();
      synchronized (this) {
        if (AFTER_RECORDED.indexOf(now) < AFTER_RECORDED.indexOf(state)) {
          fault("was " + state + " and is " + now);
        }
        state = now;
      }
      if (now.equals("failed")) {
        fault("failed: " + body(answer));
      }
      return Set.of("done", "failed").contains(now) ? Progress.ENDED : Progress.UNKNOWN;
    }

    /** Its identifier where it was told. */
    synchronized String id() {
      return id;
    }

    /** What was acknowledged last: {@code prepared}, {@code approved}, {@code recorded}, ... */
    synchronized String acknowledged() {
      if (AFTER_RECORDED.contains(state)) {
        return state;
      }
      return !job.isEmpty() ? "signing" : isApproved ? "approved" : id.isEmpty() ? "" : "prepared";
    }

    /** Whose the diploma at a place is; nobody else in any batch has this name. */
    String person(int position) {
      return "Lò Thị " + letters(firstPerson + position);
    }

    private static String letters(int number) {
      String letters = "";
      for (int rest = number; ; rest = rest / 26) {
        letters = (char) ('a' + rest % 26) + letters;
        if (rest < 26) {
          return Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
        }
      }
    }
  }

  /** A credential that is revoked or suspended by two persons. */
  static final class Decision extends Task {
    private static final byte[] PAGE = "%PDF-1.4\nquyết định".getBytes(StandardCharsets.UTF_8);

    final String credential;
    final String type;
    private final Staff staff;
    private String id = "";
    private String hash = "";
    private boolean isApproved;

    Decision(int number, String credential, String type, Staff staff) {
      super("decision-" + number);
      this.credential = credential;
      this.type = type;
      this.staff = staff;
    }

    @Override
    Progress advance(Caller caller) throws IOException {
      if (id.isEmpty()) {
        return ask(caller);
      } else if (!isApproved) {
        return approve(caller);
      }
      Caller.Answer answer = caller.get("/api/v1/decisions/" + id, staff.prepare());
      Progress progress = sort("decision", answer);
      if (progress == Progress.TOLD) {
        String state = body(answer).path("state").asText();
        if (state.equals("logged")) {
          return Progress.ENDED;
        } else if (!state.equals("recorded")) {
          fault("was recorded and is " + state);
          return Progress.ENDED;
        }
        return Progress.UNKNOWN;
      }
      return progress;
    }

    private Progress ask(Caller caller) {
      Map<String, String> fields =
          Map.of(
              "type",
              type,
              "reason",
              type.equals("revocation") ? "fraud" : "under_inspection",
              "decisionNumber",
              name,
              "decisionDate",
              "2026-08-03");
      Caller.Answer answer =
          caller.upload(
              "/api/v1/credentials/" + credential + "/decisions",
              staff.prepare(),
              name + "-q",
              fields,
              "document",
              "qd.pdf",
              PAGE);
      Progress progress = sort("ask", answer);
      if (progress == Progress.TOLD) {
        synchronized (this) {
          id = body(answer).path("id").asText();
          hash = body(answer).path("contentHash").asText();
        }
      }
      return progress;
    }

    private Progress approve(Caller caller) throws IOException {
      Caller.Answer answer =
          caller.post(
              "/api/v1/decisions/" + id + "/approval",
              staff.approve(),
              name + "-a",
              Map.of("contentHash", hash));
      Progress progress = sort("approve", answer);
      if (progress == Progress.TOLD) {
        synchronized (this) {
          isApproved = true;
        }
      }
      return progress;
    }

    /** Whether {@code recorded} was the answer. */
    synchronized boolean isAcknowledged() {
      return isApproved;
    }

    synchronized String id() {
      return id;
    }

    /** What verification says from the acknowledgement on. */
    String verdict() {
      return type.equals("revocation") ? "revoked" : "suspended";
    }
  }
}
