package vn.sogoc.issuance.confirmation;

/**
 * A dispute. Nobody takes it back: whoever holds the link could be somebody else.
 *
 * @param withdrawn whether the row was confirmed afterwards
 */
public record OpenDispute(ConfirmationAnswer answer, boolean withdrawn) {}
