package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.tlog.Inclusion;

/**
 * The answer as JSON. {@code document} is there exactly where the verdict allows a field of the
 * document to be shown.
 *
 * @param id of the receipt
 * @param form what it is about: a born-digital record, or a copy from an old register book
 * @param verdict stable word
 * @param message a sentence in the asker's language
 * @param checkedAt when it was asked
 * @param statusAsOf when the status was read
 * @param mode {@code online}
 * @param checks each on its own
 * @param document what the register says
 * @param registerCopy what a copy from an old register book says; never beside a document
 * @param supplement what a supplement says, for whoever brought its file; never beside a document
 * @param coverage where nothing was found: how much of old books is covered at all
 * @param log where the record stands in the log, for whoever showed the record itself
 * @param publication the list it stands in and its newest version, for the same
 * @param supersededBy the credential that replaced it, where the asker may know
 * @param receipt where the answer can be looked up again
 * @param testData whether this deployment holds synthetic people
 */
@Schema(name = "Verification")
record VerificationResponse(
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(enumeration = {"record", "register_copy", "supplement"})
        @Nullable String form,
    Verdict verdict,
    String message,
    Instant checkedAt,
    Instant statusAsOf,
    @Schema(enumeration = "online") String mode,
    List<CheckResponse> checks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DocumentResponse document,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CopyResponse registerCopy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SupplementResponse supplement,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CoverageResponse coverage,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LogPlace log,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ListPlace publication,
    @Nullable String supersededBy,
    ReceiptLink receipt,
    boolean testData) {

  /** One check. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "VerificationCheck")
  record CheckResponse(
      CheckCode code,
      Check.Result result,
      @Nullable String reason,
      @Nullable Instant since,
      String message) {}

  /**
   * A place in the transparency log.
   *
   * @param origin name of the log
   * @param index of the record's entry, from 0
   * @param size of the cosigned head it was proved to
   * @param cosignedAt when the last of the counted witnesses cosigned that head
   * @param proof where the proof for verifying without us is
   * @param signer where the personal signature of the competent person is, with its proof
   */
  @Schema(name = "LogPlace")
  record LogPlace(
      String origin, long index, long size, Instant cosignedAt, String proof, String signer) {
    static LogPlace of(
        Inclusion.Included logged, VerificationAnswer.Shown shown, String origin, String address) {
      return new LogPlace(
          origin,
          logged.index(),
          logged.size(),
          logged.cosignedAt(),
          address + "/api/v1/proofs/" + shown.record().id(),
          address
              + "/api/v1/proofs/"
              + shown.record().id()
              + "/signer?digest="
              + shown.digest().hex());
    }
  }

  /**
   * A published list that holds the record.
   *
   * @param version the newest that is in the log
   */
  @Schema(name = "ListPlace")
  record ListPlace(String list, int version, Instant publishedAt) {
    static ListPlace of(PublishedList list) {
      return new ListPlace(list.id().toString(), list.version(), list.publishedAt());
    }
  }

  /** Where the receipt is. */
  record ReceiptLink(String url, @JsonProperty("short") String shortCode) {}

  static VerificationResponse of(
      VerificationAnswer answer,
      @Nullable String supersededBy,
      String address,
      String origin,
      boolean testData,
      Lang lang,
      Messages messages) {
    return new VerificationResponse(
        answer.id().toString(),
        form(answer),
        answer.verdict(),
        sentence(answer, lang, messages),
        answer.checkedAt(),
        answer.statusAsOf(),
        "online",
        answer.checks().stream().map(c -> check(c, lang, messages)).toList(),
        answer.document().map(DocumentResponse::of).orElse(null),
        answer.copy().map(CopyResponse::of).orElse(null),
        answer.supplement().map(SupplementResponse::of).orElse(null),
        answer.verdict() == Verdict.NOT_FOUND ? CoverageResponse.of(answer, address) : null,
        answer
            .document()
            .filter(shown -> shown.disclosure() == VerificationAnswer.Disclosure.CARRIED)
            .flatMap(shown -> shown.logged().map(l -> LogPlace.of(l, shown, origin, address)))
            .orElse(null),
        answer
            .document()
            .filter(shown -> shown.disclosure() == VerificationAnswer.Disclosure.CARRIED)
            .flatMap(shown -> shown.published().map(ListPlace::of))
            .orElse(null),
        supersededBy,
        new ReceiptLink(address + "/r/" + answer.shortCode(), answer.shortCode()),
        testData);
  }

  /** A program that reads the verdict alone must not take a copy for a diploma. */
  private static @Nullable String form(VerificationAnswer answer) {
    if (answer.copy().isPresent()) {
      return "register_copy";
    }
    if (answer.supplement().isPresent()) {
      return "supplement";
    }
    return answer.document().isPresent() ? "record" : null;
  }

  /** A copy from a register book is never spoken of in the words of a born-digital diploma. */
  private static String sentence(VerificationAnswer answer, Lang lang, Messages messages) {
    String key = "verdict." + answer.words();
    return answer
        .copy()
        .flatMap(copy -> messages.find(lang, key + ".copy.sentence"))
        .or(
            () ->
                answer
                    .supplement()
                    .flatMap(one -> messages.find(lang, key + ".supplement.sentence")))
        .orElseGet(() -> messages.get(lang, key + ".sentence"));
  }

  private static CheckResponse check(Check check, Lang lang, Messages messages) {
    return new CheckResponse(
        check.code(),
        check.result(),
        check.reason().orElse(null),
        check.since().orElse(null),
        sentence(check, lang, messages));
  }

  /** The sentence of the reason, or of the result where the reason has none of its own. */
  static String sentence(Check check, Lang lang, Messages messages) {
    return check
        .reason()
        .flatMap(reason -> messages.find(lang, "reason." + reason))
        .or(() -> messages.find(lang, "check." + check.code().code() + "." + check.result().code()))
        .orElseGet(() -> messages.get(lang, "check.result." + check.result().code()));
  }
}
