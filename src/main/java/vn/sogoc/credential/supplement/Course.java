package vn.sogoc.credential.supplement;

import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;

/**
 * A course that was passed, with its result.
 *
 * @param code of the institution, unique in a supplement
 * @param credits as many as it has
 * @param mark on the scale of the supplement; null where it has a word alone
 * @param letter a letter or a word, such as {@code A+} or {@code Đạt}; empty where there is none
 * @param elsewhere the other institution where the credits were earned (Thông tư 27/2019/TT-BGDĐT);
 *     empty for one's own
 * @param counted whether it counts for the credits and the average; physical and defence education
 *     do not as a rule
 */
public record Course(
    String code,
    BilingualText name,
    Amount credits,
    @Nullable Amount mark,
    String letter,
    String elsewhere,
    boolean counted) {}
