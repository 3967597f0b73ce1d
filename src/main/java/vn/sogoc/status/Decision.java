package vn.sogoc.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.tlog.LogEntry;

/**
 * A decision about a credential. Made only of rows whose seals and content were checked.
 *
 * @param id {@code dec_...}
 * @param credential what it is about
 * @param reason code of its ground
 * @param reasonLabel the ground in words
 * @param legalBasis the law it rests on, as of the day of the decision
 * @param number of the decision, as written on it
 * @param document SHA-256 of the document
 * @param documentType media type of the document
 * @param successor what takes the credential's place, of a supersession
 * @param changes of a correction
 * @param content SHA-256 of what is approved; the digest of the log entry
 * @param expires until when it waits for its second person
 * @param decided who approved or rejected it, and when
 * @param note why it was rejected
 * @param event the log entry, of one that is approved
 */
public record Decision(
    PublicId id,
    PublicId credential,
    DecisionType type,
    String reason,
    BilingualText reasonLabel,
    String legalBasis,
    String number,
    LocalDate date,
    Digest document,
    String documentType,
    Optional<PublicId> successor,
    List<FieldChange> changes,
    Digest content,
    State state,
    Deed asked,
    Instant expires,
    @Nullable Deed decided,
    @Nullable String note,
    Optional<LogEntry> event) {
  /** Where a decision stands. */
  public enum State {
    /** It waits for another person. */
    ASKED,
    /**
     * Another person approved it, and it stands in the register, bound for the log. What it takes
     * away is taken away already; that it cannot be hidden any more is promised by {@link #LOGGED}.
     */
    RECORDED,
    /** Its event is in the log under a cosigned head: it is in force, and stays. */
    LOGGED,
    /** It was rejected or withdrawn. */
    REJECTED,
    /** Nobody approved it in time. */
    EXPIRED;

    /** The word in the API. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether another person approved it. */
    public boolean isApproved() {
      return this == RECORDED || this == LOGGED;
    }
  }

  /** Who did something, and when. */
  public record Deed(String name, Instant at) {}

  public Decision {
    changes = List.copyOf(changes);
  }

  /** The same decision once its event is in the log. */
  Decision logged() {
    return new Decision(
        id,
        credential,
        type,
        reason,
        reasonLabel,
        legalBasis,
        number,
        date,
        document,
        documentType,
        successor,
        changes,
        content,
        State.LOGGED,
        asked,
        expires,
        decided,
        note,
        event);
  }
}
