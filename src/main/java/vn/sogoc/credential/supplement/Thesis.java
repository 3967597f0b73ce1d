package vn.sogoc.credential.supplement;

import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;

/**
 * A thesis or graduation project.
 *
 * @param mark on the scale of the supplement; null where it has a word alone
 * @param letter a letter or a word; empty where there is none
 */
public record Thesis(BilingualText title, @Nullable Amount mark, String letter) {}
