package vn.sogoc.crypto.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sogoc.crypto.note.NoteVectors.seed;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Digest;

class WitnessPolicyTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_795_500_000L);
  private static final SeedSigner LOG = SeedSigner.ed25519("log.example/a", seed("log"));
  private static final SeedSigner LOG_PQ = SeedSigner.mlDsa44("log.example/a", seed("log pq"));
  private static final SeedSigner X1 = SeedSigner.cosignature("x.example/1", seed("x1"));
  private static final SeedSigner X2 = SeedSigner.cosignature("x.example/2", seed("x2"));
  private static final SeedSigner X3 = SeedSigner.mlDsa44("x.example/3", seed("x3"));
  private static final SeedSigner Y1 = SeedSigner.cosignature("y.example/1", seed("y1"));
  private static final Checkpoint HEAD = new Checkpoint("log.example/a", 7, Digest.sha256());

  /** The keys of the lines below by their short words. */
  private static String keys(String text) {
    return text.replace("LOGPQ", LOG_PQ.key().vkey())
        .replace("LOG", LOG.key().vkey())
        .replace("KX1", X1.key().vkey())
        .replace("KX2", X2.key().vkey())
        .replace("KX3", X3.key().vkey())
        .replace("KY1", Y1.key().vkey());
  }

  private static final String GROUPS =
      keys(
          """
          # two of the Xs and one of the Ys
          log LOG https://log.example/a

          \twitness X1 KX1\thttps://x.example/1
          witness X2   KX2
          witness X3 KX3
          group X 2 X1 X2 X3
          witness Y1 KY1
          group Y any Y1
          group both all X Y
            quorum both
          """);

  private static SignedNote note(Checkpoint head, SeedSigner... signers) {
    SignedNote note = new SignedNote(head.text(), List.of());
    int i = 0;
    for (SeedSigner each : signers) {
      note = note.with(each.sign(head.text(), TIME.plusSeconds(i++)));
    }
    return note;
  }

  @Test
  void quorum_of_groups_counts_as_its_lines_say() throws Exception {
    WitnessPolicy policy = WitnessPolicy.parse(GROUPS);
    assertThat(policy.text()).isEqualTo(GROUPS);
    assertThat(policy.logs().getFirst().url()).contains("https://log.example/a");
    assertThat(policy.witnesses())
        .extracting(WitnessPolicy.Witness::name)
        .containsExactly("X1", "X2", "X3", "Y1");

    List<SeedSigner> all = List.of(X1, X2, X3, Y1);
    for (int set = 0; set < 16; set++) {
      int chosen = set;
      List<SeedSigner> some =
          all.stream().filter(s -> (chosen >> all.indexOf(s) & 1) == 1).toList();
      boolean enough = some.contains(Y1) && some.size() >= 3;
      SignedNote note =
          note(HEAD, Stream.concat(Stream.of(LOG), some.stream()).toArray(SeedSigner[]::new));
      assertThat(policy.accept(note).isPresent()).as("%s", some).isEqualTo(enough);
      assertThat(policy.reason(note).isPresent()).isNotEqualTo(enough);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "all X1 X2, false",
    "2 X1 X2 X3, false",
    "any X1 X2, true",
    "2 X1 X2 X3 Y1, true",
    "3 X1 X2 X3 Y1, false",
    "any X1, false"
  })
  void a_quorum_that_two_strangers_meet_is_splittable(String group, boolean splittable)
      throws Exception {
    String witnesses = "witness X1 KX1\nwitness X2 KX2\nwitness X3 KX3\nwitness Y1 KY1\n";
    assertThat(policy(witnesses + "group g " + group + "\nquorum g\n").isSplittable())
        .isEqualTo(splittable);
  }

  @Test
  void groups_in_groups_are_split_member_by_member() throws Exception {
    String witnesses = "witness X1 KX1\nwitness X2 KX2\nwitness X3 KX3\nwitness Y1 KY1\n";
    String groups = witnesses + "group a any X1 X2\ngroup b %s X3 Y1\ngroup g all a b\nquorum g\n";
    assertThat(policy(groups.formatted("any")).isSplittable()).isTrue();
    assertThat(policy(groups.formatted("all")).isSplittable()).isFalse();
    assertThat(policy("quorum none\n").isSplittable()).isTrue();
    assertThat(WitnessPolicy.parse(GROUPS).isSplittable()).isFalse();
  }

  @Test
  void some_witnesses_saw_whatever_a_quorum_cosigned() throws Exception {
    WitnessPolicy policy = WitnessPolicy.parse(GROUPS); // two of three Xs and Y1
    assertThat(policy.isInEveryQuorum(Set.of("Y1"))).isTrue();
    assertThat(policy.isInEveryQuorum(Set.of("X1"))).isFalse();
    assertThat(policy.isInEveryQuorum(Set.of("X1", "X2"))).isTrue();
    assertThat(policy.isInEveryQuorum(Set.of("somebody"))).isFalse();
    assertThat(policy.cosigners(note(HEAD, LOG, X2, Y1))).containsExactlyInAnyOrder("X2", "Y1");
  }

  private static WitnessPolicy policy(String text) throws Exception {
    return WitnessPolicy.parse(keys(text));
  }

  @Test
  void accepted_head_bounds_the_time_by_what_counted() throws Exception {
    SeedSigner stranger = SeedSigner.cosignature("z.example", seed("z"));
    // LOG has second 0, then one each; the stranger's time does not count
    SignedNote note = note(HEAD, LOG, X1, X3, Y1, stranger);
    assertThat(WitnessPolicy.parse(GROUPS).accept(note))
        .contains(new CosignedHead(HEAD, note, TIME.plusSeconds(1), TIME.plusSeconds(3)));
    assertThat(
            WitnessPolicy.parse(keys("log LOG\nwitness X KX3\nwitness Y KY1\nquorum Y\n"))
                .accept(note))
        .contains(new CosignedHead(HEAD, note, TIME.plusSeconds(3), TIME.plusSeconds(3)));
  }

  @Test
  void without_witnesses_the_log_alone_tells_the_time() throws Exception {
    SignedNote note = note(HEAD, LOG, LOG_PQ);
    assertThat(WitnessPolicy.parse(keys("log LOG\nlog LOGPQ\nquorum none\n")).accept(note))
        .contains(new CosignedHead(HEAD, note, TIME.plusSeconds(1), TIME.plusSeconds(1)));
    assertThat(WitnessPolicy.parse(keys("log LOG\nquorum none\n")).accept(note))
        .contains(new CosignedHead(HEAD, note, Instant.MIN, Instant.MAX));
  }

  @Test
  void both_lines_of_the_log_are_needed_where_both_keys_are_known() throws Exception {
    WitnessPolicy both = WitnessPolicy.parse(keys("log LOG\nlog LOGPQ\nquorum none\n"));
    assertThat(both.accept(note(HEAD, LOG, LOG_PQ))).isPresent();
    assertThat(both.reason(note(HEAD, LOG)))
        .contains("no signature of the log log.example/a verifies for the key type ML_DSA_44");
    assertThat(both.reason(note(HEAD, LOG_PQ)).orElseThrow()).endsWith("ED25519");
  }

  @Test
  void a_key_of_one_log_does_not_speak_for_another() throws Exception {
    SeedSigner other = SeedSigner.ed25519("log.example/b", seed("other"));
    WitnessPolicy policy =
        WitnessPolicy.parse(keys("log LOG\nlog " + other.key().vkey() + "\nquorum none\n"));
    Checkpoint otherHead = new Checkpoint("log.example/b", 7, Digest.sha256());

    assertThat(policy.accept(note(otherHead, other))).isPresent();
    assertThat(policy.accept(note(otherHead, LOG))).isEmpty();
    assertThat(policy.accept(note(HEAD, other))).isEmpty();
    assertThat(policy.reason(note(new Checkpoint("log.example/c", 7, Digest.sha256()), LOG)))
        .contains("the policy knows no log of the name \"log.example/c\"");
  }

  @Test
  void reasons_name_who_is_missing() throws Exception {
    WitnessPolicy policy = WitnessPolicy.parse(GROUPS);
    assertThat(policy.reason(note(HEAD, LOG, X2)))
        .contains("the quorum both is not met: cosigned by X2, not by X1, X3, Y1");
    assertThat(policy.reason(note(HEAD, X1, X2, Y1)).orElseThrow()).contains("no signature");
    assertThat(
            policy
                .reason(new SignedNote("text\n", List.of(LOG.sign("text\n", TIME))))
                .orElseThrow())
        .startsWith("the text is no checkpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum none", // no line feed
        "log LOG\n", // no quorum
        "quorum none\nquorum none\n",
        "quorum\n",
        "quorum X1\nwitness X1 KX1\n", // not before
        "quorum none now\n",
        "quorum None\n",
        "quorum none\r\n",
        "quorum\u00a0none\n",
        "quorum none\nlogs LOG\n",
        "quorum none\nlog\n",
        "quorum none\nlog LOG url more\n",
        "quorum none\nlog LOG\nlog LOG\n",
        "quorum none\nlog KX1\n", // a cosignature key
        "quorum none\nwitness X1 LOG\n", // a key that tells no time
        "quorum none\nwitness X1\n",
        "quorum none\nwitness none KX1\n",
        "quorum none\nwitness X1 KX1\nwitness X2 KX1\n",
        "quorum none\nwitness X1 KX1\nwitness X1 KX2\n",
        "witness X1 KX1\ngroup X1 any X1\nquorum X1\n",
        "witness X1 KX1\ngroup g any X1 X1\nquorum g\n",
        "witness X1 KX1\ngroup g any X1\ngroup h any X1 g\nquorum h\n",
        "witness X1 KX1\ngroup g any g\nquorum g\n",
        "witness X1 KX1\ngroup g any none\nquorum g\n",
        "witness X1 KX1\ngroup g any\nquorum g\n",
        "witness X1 KX1\ngroup g 0 X1\nquorum g\n",
        "witness X1 KX1\ngroup g 2 X1\nquorum g\n",
        "witness X1 KX1\ngroup g +1 X1\nquorum g\n",
        "witness X1 KX1\ngroup g 01 X1\nquorum g\n",
        "witness X1 KX1\ngroup g 4294967297 X1\nquorum g\n",
        "witness X1 KX1\ngroup g most X1\nquorum g\n",
        "quorum none\n#\u007f\n",
        "quorum none\n#\u0000\n",
      })
  void other_policies_are_refused(String text) {
    assertThatThrownBy(() -> WitnessPolicy.parse(keys(text))).isInstanceOf(MalformedNote.class);
  }
}
