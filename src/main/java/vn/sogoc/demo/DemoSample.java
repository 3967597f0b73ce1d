package vn.sogoc.demo;

import org.jspecify.annotations.Nullable;

/**
 * Something that gets a certain verdict.
 *
 * @param verdict what the service answers
 * @param qr text of the QR code, where there is one
 * @param serialNumber with the name it gives the same verdict, where there is one
 * @param fullName name on the paper
 * @param dateOfBirth date of birth on the paper, as far as it is known
 * @param pdf file beside {@code demo.json}
 */
record DemoSample(
    String verdict,
    @Nullable String qr,
    @Nullable String serialNumber,
    @Nullable String fullName,
    @Nullable String dateOfBirth,
    @Nullable String pdf) {}
