package vn.sogoc.publication;

/**
 * What the published lists of one institution and kind hold that were issued in a year.
 *
 * @param issued the sum of the counts in their signed headers
 * @param lists how many there are
 */
public record ListedCount(int institution, String kind, long issued, long lists) {}
