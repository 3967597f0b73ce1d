/**
 * Floor 3. The transparency log of opaque entries ({@link vn.sogoc.tlog.TransparencyLog} is its
 * door).
 *
 * <p>Promises: an entry is submitted in the transaction of what it tells and gets one index, for
 * ever; one size has one root, for ever; a head is published once enough witnesses cosigned it; no
 * hash or entry beyond it is served. A node believes no row of the log's tables: it computes the
 * root itself. An entry carries no personal data and no secret; whoever holds a credential
 * recomputes its entry with {@code sha256sum} and a text editor.
 *
 * <p>State: {@code LogStore} owns what is sequenced, {@code LogHeads} what is signed, each in one
 * transaction; {@code LogWorker} and {@code LogView} own a thread each and nothing that a restart
 * does not read again. {@code src/docs/log.md} is the specification for others.
 */
@NullMarked
package vn.sogoc.tlog;

import org.jspecify.annotations.NullMarked;
