/**
 * Floor 4. Who people are: holders, officers, guardians. A person is an opaque id; the same
 * personal identification number always means the same person, and without a number nobody is ever
 * merged with anybody. Names and numbers have a history and are never overwritten.
 *
 * <p>The personal number never leaves this package except to its caller: it is stored encrypted,
 * bound to its person, and found by a keyed hash. A database without the installation's secret
 * tells no number. This package owns the tables {@code person}, {@code person_name}, {@code
 * person_number}, {@code person_identity} and {@code person_guardian}.
 */
@NullMarked
package vn.sogoc.person;

import org.jspecify.annotations.NullMarked;
