/**
 * Floor 2. Keys for sealing, blinding and encrypting what is stored, all derived from one secret.
 */
@NullMarked
package vn.sogoc.platform.secrets;

import org.jspecify.annotations.NullMarked;
