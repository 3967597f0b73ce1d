/**
 * Floor 2. The store that needs no installation: a real PostgreSQL out of Maven artifacts, under
 * the data directory.
 *
 * <p>Promises: durable (a start with {@code fsync} or {@code synchronous_commit} off is refused,
 * both are read back with SHOW), page checksums on, reachable on the loopback address only, every
 * connection with a password (SCRAM, random, kept in a file that only its owner reads), one process
 * per data directory, data kept between runs. It works for ordinary users and for root, for whom
 * PostgreSQL runs in a user namespace of its own, since it refuses to run as root.
 *
 * <p>A commit, here and on any other PostgreSQL, is acknowledged only where the server confirmed it
 * without a warning ({@link vn.sogoc.platform.store.CommitCheckingDriver}).
 *
 * <p>Three roles: {@code postgres} makes the other two and is used for nothing else; {@code
 * sogoc_owner} owns the schema and runs the migrations; {@code sogoc_app} is what the service works
 * with and can do no more than a migration granted.
 *
 * <p>The binaries come from the zonky project; its starter class is not used, because it starts
 * without durability and without passwords, and stops the server in a shutdown hook that runs
 * beside the service's own.
 *
 * <p>A crash: the kernel drops the lock of a killed process; the server it leaves behind is stopped
 * by the next start, and PostgreSQL replays its own log. A directory that was being unpacked or
 * initialised has another name until it is whole, so half of one is never used.
 */
@NullMarked
package vn.sogoc.platform.store;

import org.jspecify.annotations.NullMarked;
