package vn.sogoc.credential;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;

/** Claims and records as CBOR values: the integer keys of src/docs/record.md section 3. */
final class ClaimsWriter {
  /** CWT {@code iss}, {@code iat}, {@code cti}, and the private claim that holds the rest. */
  static final long ISS = 1;

  static final long IAT = 6;
  static final long CTI = 7;
  static final long CLAIMS = -70001;

  static final long KIND = 1;
  static final long REGIME = 2;
  static final long CATALOGUE = 3;
  static final long FULL_NAME = 4;
  static final long BIRTH_DATE = 5;
  static final long SEX = 6;
  static final long ISSUE_DATE = 7;
  static final long PLACE = 8;
  static final long DECISION_NUMBER = 9;
  static final long DECISION_DATE = 10;
  static final long SERIAL_NUMBER = 11;
  static final long REGISTER_NUMBER = 12;
  static final long STATUS = 13;
  static final long SIGNER_NAME = 14;
  static final long SIGNER_TITLE = 15;
  static final long SIGNS_AS = 16;
  static final long PROGRAMME_CODE = 17;
  static final long PROGRAMME = 18;
  static final long SPECIALISATION = 19;
  static final long RANKING = 20;
  static final long GRADUATION_YEAR = 21;
  static final long MODE = 22;
  static final long EXPIRES = 23;
  static final long LANGUAGE = 24;
  static final long LEVEL = 25;
  static final long SCORES = 26;
  static final long EXAM_DATE = 27;
  static final long SCHOOL = 28;
  static final long EXAM_BOARD = 29;
  static final long EXAM_SESSION = 30;

  private final Cbor.MapBuilder map = Cbor.map();

  private ClaimsWriter() {}

  /** What is approved: issuer and claims, nothing of what reserving adds. */
  static Cbor claims(Claims claims) {
    ClaimsWriter writer = new ClaimsWriter();
    writer.putClaims(claims);
    return Cbor.map()
        .put(ISS, Cbor.of(Integer.toString(claims.institution())))
        .put(CLAIMS, writer.map.build())
        .build();
  }

  /** The whole signed payload. */
  static Cbor record(CredentialRecord record) {
    ClaimsWriter writer = new ClaimsWriter();
    writer.putClaims(record.claims());
    writer.map.put(SERIAL_NUMBER, Cbor.of(record.serialNumber()));
    writer.map.put(REGISTER_NUMBER, Cbor.of(record.registerNumber()));
    writer.map.put(
        STATUS, Cbor.array(Cbor.of(record.slot().list()), Cbor.of(record.slot().index())));
    return Cbor.map()
        .put(ISS, Cbor.of(Integer.toString(record.claims().institution())))
        .put(IAT, Cbor.of(record.issuedAt().getEpochSecond()))
        .put(CTI, Cbor.of(Bytes.of(record.id().value().toArray())))
        .put(CLAIMS, writer.map.build())
        .build();
  }

  private void putClaims(Claims claims) {
    map.put(KIND, Cbor.of(claims.kind().number()));
    map.put(REGIME, Cbor.of(claims.regime().number()));
    map.put(CATALOGUE, Cbor.of(claims.catalogueVersion()));
    map.put(FULL_NAME, Cbor.of(claims.fullName().value()));
    map.put(BIRTH_DATE, partial(claims.birthDate()));
    put(SEX, claims.sex());
    put(ISSUE_DATE, claims.issueDate());
    map.put(PLACE, Cbor.of(claims.place().code()));
    map.put(DECISION_NUMBER, Cbor.of(claims.decisionNumber()));
    put(DECISION_DATE, claims.decisionDate());
    map.put(SIGNER_NAME, Cbor.of(claims.signerName()));
    put(SIGNER_TITLE, claims.signerTitle());
    put(SIGNS_AS, claims.signsAs());
    Programme programme = claims.programme();
    if (programme != null) {
      String code = programme.code();
      if (code != null) {
        map.put(PROGRAMME_CODE, Cbor.of(Integer.parseInt(code)));
      }
      put(PROGRAMME, programme.written() ? programme.label() : null);
    }
    put(SPECIALISATION, claims.specialisation());
    put(RANKING, claims.ranking());
    Integer graduationYear = claims.graduationYear();
    if (graduationYear != null) {
      map.put(GRADUATION_YEAR, Cbor.of(graduationYear));
    }
    put(MODE, claims.mode());
    put(EXPIRES, claims.expires());
    put(LANGUAGE, claims.language());
    put(LEVEL, claims.level());
    if (!claims.scores().isEmpty()) {
      Cbor.MapBuilder table = Cbor.map();
      claims.scores().forEach(s -> table.put(s.skill().number(), Cbor.of(s.hundredths())));
      map.put(SCORES, table.build());
    }
    put(EXAM_DATE, claims.examDate());
    put(SCHOOL, claims.school());
    put(EXAM_BOARD, claims.examBoard());
    put(EXAM_SESSION, claims.examSession());
  }

  private void put(long key, @Nullable Term term) {
    if (term != null) {
      map.put(key, term.isWritten() ? words(term.label()) : Cbor.of(term.number()));
    }
  }

  private void put(long key, @Nullable BilingualText text) {
    if (text != null) {
      map.put(key, words(text));
    }
  }

  private void put(long key, @Nullable LocalDate day) {
    if (day != null) {
      map.put(key, Cbor.of(day.toEpochDay()));
    }
  }

  private void put(long key, @Nullable String text) {
    if (text != null) {
      map.put(key, Cbor.of(text));
    }
  }

  private static Cbor words(BilingualText text) {
    return text.isBilingual()
        ? Cbor.array(Cbor.of(text.vi()), Cbor.of(text.en()))
        : Cbor.array(Cbor.of(text.vi()));
  }

  private static Cbor partial(PartialDate date) {
    Integer month = date.month();
    if (month == null) {
      return Cbor.array(Cbor.of(date.year()));
    }
    Integer day = date.day();
    return day == null
        ? Cbor.array(Cbor.of(date.year()), Cbor.of(month))
        : Cbor.of(LocalDate.of(date.year(), month, day).toEpochDay());
  }
}
