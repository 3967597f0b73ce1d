/**
 * Floor 3. A witness of transparency logs (C2SP tlog-witness) and the client that asks one. A
 * witness cosigns a tree only where it is shown to contain the one it cosigned before, so nobody
 * with its cosignature is shown another history, and a log restored from an old backup cannot go on
 * unnoticed. It runs alone: its own process, its own directory, no database.
 */
@NullMarked
package vn.sogoc.tlog.witness;

import org.jspecify.annotations.NullMarked;
