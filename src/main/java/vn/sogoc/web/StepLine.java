package vn.sogoc.web;

import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done.
 *
 * @param tone colour family
 * @param path where it is done; null where it is somebody else's turn
 * @param button what is written on the way there
 * @param form of the file that the button has made at once; null where it only leads there
 */
public record StepLine(
    String title,
    String sentence,
    String tone,
    @Nullable String path,
    String button,
    @Nullable String form) {
  StepLine(String title, String sentence, String tone, @Nullable String path, String button) {
    this(title, sentence, tone, path, button, null);
  }
}
