package vn.sogoc.credential;

import static vn.sogoc.credential.RecordVectors.code;
import static vn.sogoc.credential.RecordVectors.flipped;
import static vn.sogoc.credential.RecordVectors.longer;
import static vn.sogoc.credential.RecordVectors.parts;
import static vn.sogoc.credential.RecordVectors.sign;
import static vn.sogoc.credential.RecordVectors.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.sogoc.credential.RecordVectors.Answer;
import vn.sogoc.credential.RecordVectors.Invalid;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.kernel.Bytes;

/** Texts that every reader has to refuse, each with one fault. */
final class InvalidVectors {
  private final Bytes good;
  private final Bytes language;
  private final List<Invalid> all = new ArrayList<>();

  InvalidVectors(Map<String, Bytes> messages) {
    good = messages.getOrDefault("bachelor", Bytes.of(new byte[0]));
    language = messages.getOrDefault("language_certificate", Bytes.of(new byte[0]));
  }

  List<Invalid> all() throws SigningFailed {
    texts();
    messages();
    signatures();
    payloads();
    values();
    return all;
  }

  private void texts() {
    String text = code(good.toArray());
    malformed("lower_case", "base32 is upper case", text.toLowerCase(Locale.ROOT));
    malformed(
        "mixed_case",
        "base32 is upper case",
        "A" + text.substring(1, 2).toLowerCase(Locale.ROOT) + text.substring(2));
    malformed(
        "unknown_version",
        "the first letter names the version: only A is known",
        "B" + text.substring(1));
    malformed("padding", "base32 has no padding here", text + "=");
    malformed("truncated", "half of the text", text.substring(0, text.length() / 2));
    malformed("other_host", "an address of another host", "https://vb.example.com/q#" + text);
    malformed("other_path", "the path is /q", "https://vb.example.vn/p#" + text);
    malformed(
        "other_system", "a health certificate", "HC1:6BFOXN%TS3DH0YOJ58S S-W5HDC *M0II5XHC9B5G2");
    malformed("nothing", "the letter of the version alone", "A");
    // 1 byte takes 2 characters; 6 of their 10 bits are used up by nothing.
    malformed("pad_bits", "non-zero pad bits", code(new byte[] {(byte) 0x84}).replace("QQ", "QR"));
  }

  private void messages() {
    List<Cbor> p = parts(good);
    Cbor kid = Cbor.of(new VectorKey().keyId().value());
    message("trailing_byte", "a byte after the message", longer(good));
    message("array_of_three", "no signature", array(p.subList(0, 3)));
    message("tagged", "a CBOR tag (COSE_Sign1 is untagged here)", tagged(good));
    message("indefinite_array", "an array of indefinite length", indefinite(good));
    message("long_head", "a length that is not in its shortest form", longHead(good));
    message(
        "alg_es384",
        "an algorithm other than ES256",
        array(with(p, 0, header(Cbor.map().put(1, Cbor.of(-35)).put(4, kid)))));
    message("no_kid", "no key id", array(with(p, 0, header(Cbor.map().put(1, Cbor.of(-7))))));
    message(
        "kid_of_seven_bytes",
        "the key id has 8 bytes",
        array(
            with(
                p,
                0,
                header(Cbor.map().put(1, Cbor.of(-7)).put(4, Cbor.of(Bytes.of(new byte[7])))))));
    message(
        "extra_header",
        "a header that is not alg or kid",
        array(with(p, 0, header(Cbor.map().put(1, Cbor.of(-7)).put(3, Cbor.of(60)).put(4, kid)))));
    message(
        "unprotected_header",
        "the unprotected header is empty",
        array(with(p, 1, Cbor.map().put(4, kid).build())));
    message("payload_nil", "a detached payload", array(with(p, 2, new Cbor.Null())));
    message(
        "signature_of_63_bytes",
        "a signature has 64 bytes",
        array(with(p, 3, Cbor.of(signature(p).slice(0, 63)))));
    message(
        "signature_of_65_bytes",
        "a signature has 64 bytes",
        array(with(p, 3, Cbor.of(Bytes.of(longer(signature(p)))))));
    all.add(
        new Invalid(
            "unknown_key",
            "a key id that is in no trust list",
            Answer.KEY_UNKNOWN,
            code(
                array(
                    with(
                        p,
                        0,
                        header(
                            Cbor.map()
                                .put(1, Cbor.of(-7))
                                .put(4, Cbor.of(Bytes.ofHex("0102030405060708")))))))));
  }

  private void signatures() throws SigningFailed {
    List<Cbor> p = parts(good);
    Bytes payload = ((Cbor.ByteString) p.get(2)).value();
    Bytes signature = signature(p);
    wrong(
        "name_changed",
        "one letter of the name is another",
        array(with(p, 2, Cbor.of(Bytes.of(flipped(payload, nameAt(payload)))))));
    wrong(
        "signature_changed",
        "one bit of the signature is another",
        array(with(p, 3, Cbor.of(Bytes.of(flipped(signature, 40))))));
    wrong(
        "high_s",
        "the other signature of the pair: s is not in the lower half",
        array(with(p, 3, Cbor.of(VectorKey.negated(signature)))));
    wrong("zero_signature", "r and s are zero", array(with(p, 3, Cbor.of(Bytes.of(new byte[64])))));
    wrong(
        "r_is_the_order",
        "r is not less than n",
        array(
            with(
                p,
                3,
                Cbor.of(
                    Bytes.ofHex(VectorKey.ORDER.toString(16) + signature.slice(32, 64).hex())))));
    wrong(
        "other_purpose",
        "signed as an issuance list (another external_aad)",
        vn.sogoc.crypto.cose.CoseSign1.sign(new VectorKey(), "sogoc/list/1", payload)
            .bytes()
            .toArray());
    wrong(
        "payload_of_another",
        "the payload of one record with the signature of another",
        array(with(p, 2, parts(language).get(2))));
  }

  private void payloads() throws SigningFailed {
    Cbor.Map whole = payload(good);
    Cbor.Map inner = inner(whole);
    payload("payload_trailing_byte", "a byte after the map", Bytes.of(longer(whole.encode())));
    payload("payload_not_a_map", "the payload is a map", Cbor.array(Cbor.of(1)).encode());
    payload("payload_unsorted", "the keys are not in bytewise order", unsorted(whole));
    payload("payload_duplicate_key", "a key stands twice", duplicate());
    payload("payload_float", "a float", Bytes.ofHex("a101fb3ff0000000000000"));
    payload(
        "claim_5_unknown",
        "an unknown key beside iss, iat, cti",
        RecordCodecTest.with(whole, 5, Cbor.of(1)).encode());
    payload("no_cti", "the record id is missing", without(whole, 7).encode());
    payload(
        "cti_of_15_bytes",
        "the record id has 16 bytes",
        RecordCodecTest.with(whole, 7, Cbor.of(Bytes.of(new byte[15]))).encode());
    payload(
        "iat_negative",
        "iat is from 1970 on",
        RecordCodecTest.with(whole, 6, Cbor.of(-1)).encode());
    payload(
        "iss_leading_zero",
        "iss is decimal without leading zeros",
        RecordCodecTest.with(whole, 1, Cbor.of("012")).encode());
    payload("iss_integer", "iss is a text", RecordCodecTest.with(whole, 1, Cbor.of(12)).encode());
    payload(
        "key_31_unknown",
        "an unknown key in the private claim",
        changed(whole, inner, 31, Cbor.of(1)));
    for (long key : new long[] {1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15}) {
      payload(
          "key_" + key + "_missing",
          "key " + key + " is required",
          RecordCodecTest.with(whole, -70001, without(inner, key)).encode());
    }
    all.add(
        new Invalid(
            "issuer_of_another_key",
            "iss is not an institution of the key",
            Answer.KEY_UNKNOWN,
            code(sign(RecordCodecTest.with(whole, 1, Cbor.of("13")).encode()).toArray())));
  }

  private void values() throws SigningFailed {
    Cbor.Map whole = payload(good);
    Cbor.Map inner = inner(whole);
    value(whole, inner, "kind_unknown", "no such kind", 1, Cbor.of(99));
    value(
        whole,
        inner,
        "regime_of_another_time",
        "the regime was not in force on the issue date",
        2,
        Cbor.of(2));
    value(
        whole,
        inner,
        "catalogue_newer",
        "a version of the catalogue that is not known",
        3,
        Cbor.of(1000));
    value(
        whole,
        inner,
        "name_decomposed",
        "a name that is not in NFC",
        4,
        Cbor.of("Nguye\u0302\u0303n"));
    value(
        whole, inner, "name_cyrillic", "a letter of another script", 4, Cbor.of("Nguyễn \u0410n"));
    value(whole, inner, "name_eth", "U+00D0 is not Đ", 4, Cbor.of("\u00d0ặng An"));
    value(whole, inner, "name_empty", "a name has a letter", 4, Cbor.of(""));
    value(whole, inner, "name_two_spaces", "single spaces only", 4, Cbor.of("Lê  An"));
    value(whole, inner, "birth_text", "a date is a number or an array", 5, Cbor.of("2004-05-17"));
    value(
        whole, inner, "birth_month_13", "no such month", 5, Cbor.array(Cbor.of(2004), Cbor.of(13)));
    value(
        whole,
        inner,
        "birth_three_parts",
        "a full date is a number of days",
        5,
        Cbor.array(Cbor.of(2004), Cbor.of(5), Cbor.of(17)));
    value(whole, inner, "birth_after_issue", "born after the issue date", 5, Cbor.of(21_000));
    value(whole, inner, "sex_unknown", "no such row", 6, Cbor.of(3));
    value(
        whole,
        inner,
        "place_of_another_time",
        "code 10 named a province until 30/06/2025 only",
        8,
        Cbor.of(10));
    value(
        whole,
        inner,
        "decision_after_issue",
        "the decision is later than the issue date",
        10,
        Cbor.of(20_700));
    value(whole, inner, "serial_with_hash", "a sign that no number has", 11, Cbor.of("A#1"));
    value(
        whole,
        inner,
        "status_index_too_large",
        "a list has 2^20 entries",
        13,
        Cbor.array(Cbor.of(0), Cbor.of(1 << 20)));
    value(
        whole,
        inner,
        "title_empty_words",
        "words are not empty",
        15,
        Cbor.array(Cbor.of("Hiệu trưởng"), Cbor.of("")));
    value(
        whole,
        inner,
        "programme_unknown_without_words",
        "a code in no table needs its words",
        17,
        Cbor.of(7_999_999));
    value(
        whole, inner, "programme_of_another_level", "a master's programme", 17, Cbor.of(8_480_201));
    value(
        whole,
        inner,
        "ranking_of_another_regime",
        "Trung bình khá is of older rules",
        20,
        Cbor.of(14));
    value(
        whole,
        inner,
        "graduation_after_issue",
        "the year is later than the issue date",
        21,
        Cbor.of(2027));
    value(
        whole,
        inner,
        "school_forbidden",
        "a bachelor's degree names no school",
        28,
        Cbor.of("Trường"));
    payload(
        "ranking_missing",
        "a bachelor's degree has a ranking",
        RecordCodecTest.with(whole, -70001, without(inner, 20)).encode());
    Cbor.Map certificate = payload(language);
    Cbor.Map claims = inner(certificate);
    value(certificate, claims, "scores_empty", "a score table has a line", 26, Cbor.map().build());
    value(
        certificate,
        claims,
        "score_too_large",
        "at most 1000 points",
        26,
        Cbor.map().put(1, Cbor.of(100_001)).build());
    value(
        certificate,
        claims,
        "score_of_another_kind",
        "no such skill for this kind",
        26,
        Cbor.map().put(11, Cbor.of(100)).build());
    value(
        certificate,
        claims,
        "expired_at_issue",
        "the expiry date is not after the issue date",
        23,
        Cbor.of(20_654));
    value(
        certificate,
        claims,
        "level_of_another_kind",
        "no such level for this kind",
        25,
        Cbor.of(11));
  }

  private void malformed(String name, String reason, String qr) {
    all.add(new Invalid(name, reason, Answer.MALFORMED, qr));
  }

  private void message(String name, String reason, byte[] cose) {
    all.add(new Invalid(name, reason, Answer.MALFORMED, code(cose)));
  }

  private void wrong(String name, String reason, byte[] cose) {
    all.add(new Invalid(name, reason, Answer.SIGNATURE_WRONG, code(cose)));
  }

  private void payload(String name, String reason, Bytes payload) throws SigningFailed {
    all.add(new Invalid(name, reason, Answer.MALFORMED, code(sign(payload).toArray())));
  }

  private void value(
      Cbor.Map whole, Cbor.Map inner, String name, String reason, long key, Cbor value)
      throws SigningFailed {
    payload(name, reason, changed(whole, inner, key, value));
  }

  private static Bytes changed(Cbor.Map whole, Cbor.Map inner, long key, Cbor value) {
    return RecordCodecTest.with(whole, -70001, RecordCodecTest.with(inner, key, value)).encode();
  }

  private static Cbor.Map without(Cbor.Map map, long key) {
    Cbor.MapBuilder changed = Cbor.map();
    for (Cbor.Entry entry : map.entries()) {
      if (entry.key() instanceof Cbor.Int number && number.value() != key) {
        changed.put(number.value(), entry.value());
      }
    }
    return changed.build();
  }

  private static Cbor.Map payload(Bytes cose) {
    try {
      return (Cbor.Map) Cbor.decode(((Cbor.ByteString) parts(cose).get(2)).value());
    } catch (vn.sogoc.crypto.cbor.MalformedCbor e) {
      throw new AssertionError(e);
    }
  }

  private static Cbor.Map inner(Cbor.Map whole) {
    return (Cbor.Map) whole.get(-70001).orElseThrow();
  }

  private static Bytes signature(List<Cbor> parts) {
    return ((Cbor.ByteString) parts.get(3)).value();
  }

  private static byte[] array(List<Cbor> parts) {
    return Cbor.array(parts).encode().toArray();
  }

  private static Cbor header(Cbor.MapBuilder header) {
    return Cbor.of(header.build().encode());
  }

  private static byte[] tagged(Bytes cose) {
    return Bytes.ofHex("d2" + cose.hex()).toArray();
  }

  private static byte[] indefinite(Bytes cose) {
    return Bytes.ofHex("9f" + cose.hex().substring(2) + "ff").toArray();
  }

  private static byte[] longHead(Bytes cose) {
    return Bytes.ofHex("9804" + cose.hex().substring(2)).toArray();
  }

  /** iss last: the same entries in another order. */
  private static Bytes unsorted(Cbor.Map whole) {
    String hex = whole.encode().hex();
    String iss = "0162" + "3132";
    return Bytes.ofHex(hex.substring(0, 2) + hex.substring(2 + iss.length()) + iss);
  }

  private static Bytes duplicate() {
    return Bytes.ofHex("a2016131016131");
  }

  private static int nameAt(Bytes payload) {
    return payload.hex().indexOf("4e6775") / 2;
  }
}
