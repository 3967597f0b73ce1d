/**
 * Floor 2. What the command line tells a person while something takes long: one line when a step
 * has run for two seconds, and one when such a step ends. Nothing here goes to the log, and no line
 * carries personal data.
 */
@NullMarked
package vn.sogoc.platform.console;

import org.jspecify.annotations.NullMarked;
