package vn.sogoc.issuance.confirmation;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody had the links of a batch shown, who could answer in everybody's place.
 *
 * @param generation from 1
 */
public record ConfirmationDownload(
    UUID batch,
    int generation,
    int institution,
    UUID account,
    UUID person,
    String name,
    Instant at) {}
