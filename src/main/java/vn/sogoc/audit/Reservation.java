package vn.sogoc.audit;

import java.util.UUID;

/** Numbers that a batch took, as stored. */
record Reservation(
    UUID batch,
    int institution,
    String kind,
    int year,
    int count,
    int firstRegister,
    int firstSerial,
    long firstSlot,
    String state) {}
