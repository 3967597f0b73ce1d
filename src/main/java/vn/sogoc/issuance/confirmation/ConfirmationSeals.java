package vn.sogoc.issuance.confirmation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** The seals of this package's rows, each over all columns; an audit makes them again. */
public final class ConfirmationSeals {
  private final RowSeal rounds;
  private final RowSeal downloads;
  private final RowSeal links;
  private final RowSeal answers;
  private final RowSeal verdicts;

  /** Under the keys of these secrets. */
  public ConfirmationSeals(Secrets secrets) {
    this.rounds = new RowSeal(secrets, "confirmation-round");
    this.downloads = new RowSeal(secrets, "confirmation-download");
    this.links = new RowSeal(secrets, "confirmation-link");
    this.answers = new RowSeal(secrets, "confirmation-answer");
    this.verdicts = new RowSeal(secrets, "confirmation-verdict");
  }

  /** The seal of a round. */
  public byte[] of(ConfirmationRound r) {
    return rounds.of(columns(r));
  }

  /** Whether it is that of the round. */
  public boolean fits(byte[] seal, ConfirmationRound r) {
    return rounds.fits(seal, columns(r));
  }

  /** The seal of a download. */
  public byte[] of(ConfirmationDownload d) {
    return downloads.of(columns(d));
  }

  /** Whether it is that of the download. */
  public boolean fits(byte[] seal, ConfirmationDownload d) {
    return downloads.fits(seal, columns(d));
  }

  /** The seal of a link. */
  public byte[] of(ConfirmationLink l) {
    return links.of(columns(l));
  }

  /** Whether it is that of the link. */
  public boolean fits(byte[] seal, ConfirmationLink l) {
    return links.fits(seal, columns(l));
  }

  /** The seal of an answer. */
  public byte[] of(ConfirmationAnswer a) {
    return answers.of(columns(a));
  }

  /** Whether it is that of the answer. */
  public boolean fits(byte[] seal, ConfirmationAnswer a) {
    return answers.fits(seal, columns(a));
  }

  /** The seal of a verdict. */
  public byte[] of(ConfirmationVerdict v) {
    return verdicts.of(columns(v));
  }

  /** Whether it is that of the verdict. */
  public boolean fits(byte[] seal, ConfirmationVerdict v) {
    return verdicts.fits(seal, columns(v));
  }

  private static @Nullable Object[] columns(ConfirmationRound r) {
    return new @Nullable Object[] {
      r.batch(),
      r.version(),
      r.institution(),
      r.closesOn(),
      r.askedAccount(),
      r.askedName(),
      r.askedAt().toEpochMilli()
    };
  }

  /** One of a single row names it behind all others, so that older rows keep their seals. */
  private static @Nullable Object[] columns(ConfirmationDownload d) {
    @Nullable Object[] all = {
      d.batch(),
      d.generation(),
      d.institution(),
      d.account(),
      d.person(),
      d.name(),
      d.at().toEpochMilli(),
      d.position()
    };
    return d.position() == null ? Arrays.copyOf(all, all.length - 1) : all;
  }

  private static @Nullable Object[] columns(ConfirmationLink l) {
    return new @Nullable Object[] {
      l.batch(), l.position(), l.institution(), l.generation(), l.digest().hex()
    };
  }

  private static @Nullable Object[] columns(ConfirmationAnswer a) {
    return new @Nullable Object[] {
      a.batch(),
      a.ordinal(),
      a.institution(),
      a.position(),
      a.generation(),
      a.answer(),
      a.content().hex(),
      a.dispute().map(ConfirmationAnswer.Dispute::field).orElse(null),
      a.dispute().map(ConfirmationAnswer.Dispute::wanted).orElse(null),
      a.salt().hex(),
      a.at().toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(ConfirmationVerdict v) {
    ConfirmationStanding s = v.standing();
    return new @Nullable Object[] {
      v.batch(),
      v.version(),
      v.institution(),
      s.closesOn(),
      s.isEarly(),
      s.downloads(),
      s.confirmed(),
      s.disputed(),
      s.silent(),
      s.notAsked(),
      s.lastOrdinal(),
      s.disputes().hex(),
      v.hash().hex(),
      v.reason(),
      v.account(),
      v.person(),
      v.name(),
      v.at().toEpochMilli()
    };
  }
}
