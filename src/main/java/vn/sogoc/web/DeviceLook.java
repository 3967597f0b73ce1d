package vn.sogoc.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a verdict that the visitor's own device found looks and reads, put into the page beforehand.
 *
 * @param next what to do then
 */
public record DeviceLook(
    String code, String tone, String icon, String word, String sentence, List<String> next) {
  /** What {@code verifier/judge.js} can say; never {@code valid}, which only the registry knows. */
  static final List<String> VERDICTS =
      List.of(
          "authentic",
          "mismatch",
          "unknown_issuer",
          "unregistered",
          "undetermined",
          "revoked",
          "superseded",
          "suspended",
          "expired",
          "corrected");

  public DeviceLook {
    next = List.copyOf(next);
  }

  static List<DeviceLook> all(Ui ui) {
    return VERDICTS.stream().map(code -> of(ui, code)).toList();
  }

  /**
   * The sentences of the service say what it looked up; those of a device say what it could not.
   */
  private static DeviceLook of(Ui ui, String code) {
    String own = "web.q.verdict." + code;
    return new DeviceLook(
        code,
        Verdicts.tone(code),
        Verdicts.icon(code),
        ui.find(own + ".word").orElseGet(() -> ui.t("verdict." + code + ".word")),
        ui.find(own).orElseGet(() -> ui.t("verdict." + code + ".sentence")),
        Stream.of(ui.find(own + ".next"), ui.find("web.q.next"))
            .flatMap(Optional::stream)
            .toList());
  }
}
