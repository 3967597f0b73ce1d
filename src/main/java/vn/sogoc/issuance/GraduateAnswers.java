package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.confirmation.AnswerBook;
import vn.sogoc.issuance.confirmation.ConfirmationAnswer;
import vn.sogoc.issuance.confirmation.ConfirmationBook;
import vn.sogoc.issuance.confirmation.ConfirmationLink;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.ratelimit.RateLimits;
import vn.sogoc.platform.secrets.LinkSecrets;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * The door for whoever holds a link: a look at what the own document will say, and an answer. A
 * link that is none costs the same as one that ended by a newer one.
 */
@ApplicationScoped
public class GraduateAnswers {
  /** What a dispute names that is about no line of the document. */
  public static final String OTHER = "other";

  /** Nobody has an account here; the line says in which part it was done. */
  private static final Doer GRADUATE = new Doer("registry", "graduate");

  private static final int MOST_ANSWERS = 10;
  private static final int MOST_WITH_DISPUTES = 50;
  private static final int LONGEST = 300;
  private static final int SALT = 16;

  private final ConfirmationBook book;
  private final AnswerBook answers;
  private final BatchRepository batches;
  private final BatchRowRepository rows;
  private final BatchClaims claims;
  private final TrustRegister trust;
  private final RateLimits limits;
  private final LinkSecrets secrets;
  private final SecureRandom random;
  private final Trail trail;
  private final Clock clock;

  GraduateAnswers(
      ConfirmationBook book,
      AnswerBook answers,
      BatchRepository batches,
      BatchRowRepository rows,
      BatchClaims claims,
      TrustRegister trust,
      RateLimits limits,
      Secrets secrets,
      SecureRandom random,
      Trail trail,
      Clock clock) {
    this.book = book;
    this.answers = answers;
    this.batches = batches;
    this.rows = rows;
    this.claims = claims;
    this.trust = trust;
    this.limits = limits;
    this.secrets = new LinkSecrets(random, secrets.keyed(Confirmations.LINKS));
    this.random = random;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What a link opens.
   *
   * @param lines what the document will say
   * @param content SHA-256 of it, which an answer names
   * @param said what was said of just this before
   */
  public record Look(
      int institution,
      BilingualText institutionName,
      LocalDate closesOn,
      List<DocumentLine> lines,
      Digest content,
      Optional<ConfirmationAnswer> said) {
    public Look {
      lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
      return "Look[" + institution + "]";
    }
  }

  /** The row that a link opens, open for answers. */
  private record Open(
      ConfirmationLink link,
      ConfirmationRound round,
      List<DocumentLine> lines,
      Digest content,
      Optional<ConfirmationAnswer> last) {
    /** An answer about other claims says nothing of these. */
    Optional<ConfirmationAnswer> said() {
      return last.filter(answer -> answer.content().equals(content));
    }
  }

  /**
   * What a link leads to; nothing changes.
   *
   * @throws Refusal where the link is unknown, or nobody can answer any more
   */
  @Transactional
  public Look look(String link) {
    return look(open(link, false));
  }

  /**
   * Confirms what was shown.
   *
   * @param content the hash that came with it
   * @throws Refusal as {@link #look}, and where the row says something else now
   */
  @Transactional
  public Look confirm(String link, Digest content) {
    return answer(open(link, true), content, Optional.empty());
  }

  /**
   * Disputes what was shown.
   *
   * @param field which line, or {@link #OTHER}
   * @param wanted what it should be, in 1 to 300 characters on one line
   */
  @Transactional
  public Look dispute(String link, Digest content, String field, String wanted) {
    Open open = open(link, true);
    if (!field.equals(OTHER) && open.lines().stream().noneMatch(l -> l.field().equals(field))) {
      throw ConfirmationSeen.refused("field", "a line of the document");
    }
    String words = Normalizer.normalize(wanted, Normalizer.Form.NFC).strip();
    if (words.isEmpty()
        || words.codePointCount(0, words.length()) > LONGEST
        || words.matches("(?s).*[\\p{C}\\p{Zl}\\p{Zp}].*")) {
      throw ConfirmationSeen.refused("wanted", "1 to 300 characters on one line");
    }
    ConfirmationSeen.requireNoNumber("wanted", words);
    return answer(open, content, Optional.of(new ConfirmationAnswer.Dispute(field, words)));
  }

  private Look answer(Open open, Digest content, Optional<ConfirmationAnswer.Dispute> dispute) {
    if (!content.equals(open.content())) {
      throw new Refusal(ConfirmationProblem.CHANGED, "the row says something else now; look again");
    }
    if (open.said().filter(said -> said.dispute().equals(dispute)).isPresent()) {
      return look(open); // said already
    }
    ConfirmationLink link = open.link();
    requireRoom(open, dispute.isPresent());
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    ConfirmationAnswer answer =
        new ConfirmationAnswer(
            link.batch(),
            answers.nextOrdinal(link.batch()),
            link.institution(),
            link.position(),
            link.generation(),
            content,
            dispute,
            Bytes.of(salt),
            now());
    answers.add(answer);
    trail.tell(
        new Deed(
            GRADUATE,
            "confirmation." + (dispute.isPresent() ? "dispute" : "confirm"),
            link.institution(),
            ConfirmationVerdicts.object(
                PublicId.of(BatchIds.BATCH, link.batch()), answer.ordinal()),
            answer.told()));
    return look(new Open(link, open.round(), open.lines(), open.content(), Optional.of(answer)));
  }

  /** Nobody is kept from disputing a row because somebody else confirmed it too often. */
  private void requireRoom(Open open, boolean isDispute) {
    boolean isFirst = isDispute && open.last().filter(one -> one.dispute().isPresent()).isEmpty();
    int count = answers.count(open.link().batch(), open.link().position());
    if (count >= (isFirst ? MOST_WITH_DISPUTES : MOST_ANSWERS)) {
      throw ConfirmationSeen.refused("answers", "at most " + MOST_ANSWERS + " of one graduate");
    }
  }

  private Look look(Open open) {
    int institution = open.link().institution();
    InstitutionFacts facts = trust.statement(institution).facts();
    return new Look(
        institution,
        new BilingualText(facts.nameVi(), facts.nameEn()),
        open.round().closesOn(),
        open.lines(),
        open.content(),
        open.said());
  }

  /**
   * The row that a link opens.
   *
   * @param held whether the batch is held: of an answer and a signing one is first, and the other
   *     sees it
   */
  private Open open(String link, boolean held) {
    limits.admitConfirmation();
    ConfirmationLink found =
        book.linked(secrets.digestOfAny(link)).orElseThrow(GraduateAnswers::unknown);
    limits.admitConfirmationLink(found.digest().hex());
    if (held) { // whoever signs holds the batch for long; that it is closed is seen without waiting
      requireOpen(found, BatchState.ofCode(book.stateOf(found.batch())));
      book.hurry();
    }
    BatchEntity batch = batch(found, held);
    ConfirmationRound round = requireOpen(found, batch.batchState());
    BatchRowEntity row =
        rows.at(batch.id, List.of(found.position())).stream()
            .findFirst()
            .orElseThrow(GraduateAnswers::unknown);
    return new Open(
        found,
        round,
        DocumentLine.of(claims.of(row)),
        Digest.sha256(Bytes.of(row.claims)),
        answers.latest(batch.id, found.position()));
  }

  private BatchEntity batch(ConfirmationLink link, boolean held) {
    try {
      return (held
              ? batches.lock(link.institution(), link.batch())
              : batches.of(link.institution(), link.batch()))
          .orElseThrow(GraduateAnswers::unknown);
    } catch (PessimisticLockException | LockTimeoutException e) {
      throw new Refusal(
          HttpProblem.UNAVAILABLE, "somebody works on the batch; answer again in a moment");
    }
  }

  private ConfirmationRound requireOpen(ConfirmationLink link, BatchState state) {
    return book.round(link.batch())
        .filter(one -> ConfirmationVerdicts.isOpen(state, one, now()))
        .orElseThrow(() -> new Refusal(ConfirmationProblem.CLOSED, "it can no longer be answered"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Refusal unknown() {
    return new Refusal(ConfirmationProblem.UNKNOWN, "no row has this link");
  }
}
