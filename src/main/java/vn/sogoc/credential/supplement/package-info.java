/**
 * The supplement of a diploma (phụ lục văn bằng), which is its transcript too: what the institution
 * signs of it, and which kinds have one by which law. Decides nothing of whose key it is.
 */
@NullMarked
package vn.sogoc.credential.supplement;

import org.jspecify.annotations.NullMarked;
