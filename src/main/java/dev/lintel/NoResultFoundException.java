package dev.lintel;

import java.util.UUID;

/** The row that an operation needs is not there, or not visible to the caller's transaction. */
public final class NoResultFoundException extends LintelException {

  private static final long serialVersionUID = 1L;

  private final UUID id;

  /**
   * @param what the kind of row, for example {@code item}
   * @param id the id that was asked for
   */
  public NoResultFoundException(String what, UUID id) {
    super(what + " " + id + ": expected one row with this id, but found none");
    this.id = id;
  }

  /**
   * The id that was asked for.
   *
   * @return never null
   */
  public UUID getId() {
    return id;
  }
}
