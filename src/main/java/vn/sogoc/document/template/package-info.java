/**
 * Floor 6. An institution's own pages: what its diplomas look like, from which day, as two persons
 * agreed to ({@link vn.sogoc.document.template.TemplateOffice} is the door of the office, {@link
 * vn.sogoc.document.template.Documents} that of everybody who makes a document).
 *
 * <p>A template is data that is read strictly: places, sizes, words and pictures by their digests.
 * There is no door for a script, for markup or for a font. All of it stands in the terms of one
 * proposal, so that what the second person approves is a hash over every byte. Which one a document
 * has follows from what is signed in its record: its day of issue and the moment of its signature.
 * A template that is agreed to later never changes an earlier document. One that is not what two
 * persons agreed to is not used: the page is then that of the kind.
 *
 * <p>This package owns the tables {@code diploma_template}, {@code template_image} and {@code
 * blank_printer}.
 */
@NullMarked
package vn.sogoc.document.template;

import org.jspecify.annotations.NullMarked;
