package dev.lintel.tools.review;

/** What the seeded mappers are called with. */
public record Search(long id, String kind) {}
