package vn.sogoc.verification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import vn.sogoc.credential.CredentialProblem;
import vn.sogoc.credential.LinkText;
import vn.sogoc.credential.QrText;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.document.upload.UploadReader;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Texts of codes: those that carry a record, and small ones that lead to one. */
final class ScannedCodes {
  private final Set<String> acceptedAddresses;
  private final UploadReader uploads;

  ScannedCodes(Set<String> acceptedAddresses, UploadReader uploads) {
    this.acceptedAddresses = Set.copyOf(acceptedAddresses);
    this.uploads = uploads;
  }

  /** Whether a text only leads to a record. */
  boolean isLink(String text) {
    return LinkText.isLink(text, acceptedAddresses);
  }

  /** What a text that leads to a record says. */
  LinkText.Link linked(String text) {
    return LinkText.parse(text, acceptedAddresses);
  }

  /** The record that a text carries. */
  CoseSign1 read(String text) {
    return parse(QrText.parse(text, acceptedAddresses));
  }

  /** The signed message that bytes are. */
  static CoseSign1 parse(Bytes bytes) {
    try {
      return CoseSign1.parse(bytes);
    } catch (MalformedCose e) {
      throw new Refusal(
          CredentialProblem.CODE_DAMAGED,
          "The code is not a signed record; it was damaged or cut off.");
    }
  }

  /** The one code of ours that a file shows; other systems' codes beside it are passed over. */
  String in(Supplier<Bytes> file) {
    List<String> texts = uploads.qrTexts(file);
    Set<String> ours = new LinkedHashSet<>();
    Optional<Refusal> first = Optional.empty();
    for (String text : texts) {
      try {
        if (isLink(text)) {
          linked(text);
        } else {
          QrText.parse(text, acceptedAddresses);
        }
        ours.add(text);
      } catch (Refusal e) {
        first = first.isPresent() ? first : Optional.of(e);
      }
    }
    if (ours.size() > 1) {
      throw new Refusal(
          VerificationProblem.SEVERAL_CODES,
          "The file shows " + ours.size() + " different codes; send one document at a time.");
    }
    if (ours.isEmpty()) {
      throw first.orElseGet(
          () -> new Refusal(VerificationProblem.CODE_MISSING, "The file shows no QR code."));
    }
    return ours.iterator().next();
  }
}
