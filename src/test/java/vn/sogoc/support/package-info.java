/**
 * What tests share: the store every service test runs on, the browser, the tools of the machine.
 */
@NullMarked
package vn.sogoc.support;

import org.jspecify.annotations.NullMarked;
