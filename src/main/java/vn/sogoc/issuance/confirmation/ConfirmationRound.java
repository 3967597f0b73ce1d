package vn.sogoc.issuance.confirmation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That the graduates of a batch are asked.
 *
 * @param version from 1; the newest counts
 * @param closesOn the last day on which they can answer, in the country's time
 * @param askedAccount who asked
 */
public record ConfirmationRound(
    UUID batch,
    int version,
    int institution,
    LocalDate closesOn,
    UUID askedAccount,
    String askedName,
    Instant askedAt) {}
