package vn.sogoc.platform.tables;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The grammar of a Vietnamese syllable: a beginning, a rime, one tone. Looser than the language,
 * yet strict enough that text read in the wrong form hardly ever keeps to it.
 */
final class Syllables {
  private static final Set<String> BEGINNINGS =
      Set.of("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" "));

  private static final Set<String> RIMES =
      Set.of(
          """
          a ac ach ai am an ang anh ao ap at au ay
          ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
          e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu
          i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
          o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay
          oăc oăm oăn oăng oăt oe oen oeo oet
          ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
          u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uân uâng uât uây
          uê uêch uên uênh uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
          ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
          y ych yên yêm yêng yêt yêu yn ynh yp yt
          """
              .strip()
              .split("\\s+"));

  private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";
  private static final String TONES_BEFORE_A_STOP = "\u0301\u0323";
  private static final int LONGEST = 7;

  private Syllables() {}

  /** Whether a word could be Vietnamese, in any case of letters. */
  static boolean isSyllable(String word) {
    String decomposed = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder();
    char tone = 0;
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (TONES.indexOf(c) < 0) {
        plain.append(c);
      } else if (tone == 0) {
        tone = c;
      } else {
        return false;
      }
    }
    String letters = Normalizer.normalize(plain, Normalizer.Form.NFC);
    if (letters.length() > LONGEST || !splits(letters)) {
      return false;
    }
    boolean stopped =
        letters.endsWith("ch") || "cpt".indexOf(letters.charAt(letters.length() - 1)) >= 0;
    return !stopped || (tone != 0 && TONES_BEFORE_A_STOP.indexOf(tone) >= 0);
  }

  private static boolean splits(String letters) {
    if (RIMES.contains(letters)) {
      return true;
    }
    for (int i = 1; i <= 3 && i < letters.length(); i++) {
      if (BEGINNINGS.contains(letters.substring(0, i)) && RIMES.contains(letters.substring(i))) {
        return true;
      }
    }
    return false;
  }
}
