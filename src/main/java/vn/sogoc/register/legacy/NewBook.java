package vn.sogoc.register.legacy;

import org.jspecify.annotations.Nullable;

/**
 * What is declared of a book, as it was typed.
 *
 * @param issuer {@code iss_...}; nothing for one's own
 * @param kind code of the catalogue
 * @param minutes number and day of the minutes of a lost book
 */
public record NewBook(
    @Nullable String issuer,
    @Nullable String kind,
    @Nullable String title,
    @Nullable Integer yearFrom,
    @Nullable Integer yearTo,
    @Nullable String firstNumber,
    @Nullable String lastNumber,
    @Nullable Integer entries,
    boolean lost,
    @Nullable String minutes) {}
