package vn.sogoc.document;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.kernel.Refusal;

/**
 * The words of one page, before anything is placed. English is empty where there is none.
 *
 * @param title name of the document in capitals
 * @param subject what it was given for, as a phrase under the title
 * @param within the specialisation, as a phrase
 * @param holder the name as in the record
 * @param school the school of the holder, as a line under the name
 * @param facts what is said about the holder and the award, in order
 * @param numbers serial and register number
 * @param scores the score table, empty where the kind has none
 * @param placeAndDate of issue
 * @param signsAs the line above the signer's title, where another's place is taken
 * @param signerTitle in capitals
 * @param signerName as in the record
 * @param host what is printed under the QR code
 * @param name of the file, shown by viewers
 */
record Face(
    BilingualText state,
    BilingualText motto,
    BilingualText issuer,
    BilingualText confers,
    BilingualText upon,
    BilingualText title,
    @Nullable BilingualText subject,
    @Nullable BilingualText within,
    String holder,
    @Nullable String school,
    List<Fact> facts,
    List<Fact> numbers,
    List<Fact> scores,
    Fact scoreHead,
    BilingualText placeAndDate,
    @Nullable BilingualText signsAs,
    BilingualText signerTitle,
    String signerName,
    BilingualText qrCaption,
    BilingualText qrAlternative,
    String host,
    @Nullable BilingualText test,
    String name) {

  /** A label and what it labels. */
  record Fact(BilingualText label, BilingualText value) {}

  Face {
    facts = List.copyOf(facts);
    numbers = List.copyOf(numbers);
    scores = List.copyOf(scores);
  }

  /**
   * That every text can be drawn.
   *
   * @throws Refusal {@code text-not-printable} where a typeface lacks a letter
   */
  void requirePrintable() {
    List<String> texts =
        Stream.concat(
                Stream.of(holder(), signerName(), issuer().vi(), issuer().en()),
                Stream.concat(
                    Stream.of(subject(), within(), signerTitle())
                        .filter(text -> text != null)
                        .flatMap(text -> Stream.of(text.vi(), text.en())),
                    Stream.concat(facts().stream(), numbers().stream())
                        .flatMap(fact -> Stream.of(fact.value().vi(), fact.value().en()))))
            .toList();
    for (String text : texts) {
      DocumentRenderer.unprintable(text)
          .ifPresent(
              letter -> {
                throw new Refusal(
                    DocumentProblem.TEXT_NOT_PRINTABLE,
                    "no typeface of the page has the character U+%04X"
                        .formatted(letter.codePointAt(0)));
              });
    }
  }
}
