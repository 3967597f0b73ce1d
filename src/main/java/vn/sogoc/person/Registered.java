package vn.sogoc.person;

import java.util.UUID;

/**
 * Who somebody turned out to be.
 *
 * @param isNew nobody had this number before, or there was no number
 * @param nameDiffers the number is known under another name; both are kept, the new one is current
 * @param birthDiffers the number is known with a date of birth that contradicts this one: somebody
 *     should look before anything is issued
 */
public record Registered(UUID id, boolean isNew, boolean nameDiffers, boolean birthDiffers) {}
