package vn.sogoc.platform.tables;

/**
 * One sheet of a file; a text file has one.
 *
 * @param index from 0, in the order of the tabs
 * @param name on its tab, empty for a text file
 * @param hidden whether a person would have to unhide it to see it
 */
public record Sheet(int index, String name, boolean hidden) {}
