package dev.lintel.tools.mappers;

import java.util.List;

/**
 * A statement as MyBatis holds it, in each of its branches.
 *
 * @param name for people and in its tag: the name of the file and the id, {@code
 *     items.findItemById}; with the namespace where two files have one name
 * @param namespace of its mapper
 * @param id in it; of a key {@code insert!selectKey}
 * @param file the XML, below the folder or in the jar, or the class with the annotation
 * @param kind of the element or annotation that it stands in
 * @param affectsData whether a session that ran it has something to commit
 * @param flushesCache whether two equal calls in one session both run
 * @param fetchSize rows a round trip; null if it is not given
 * @param returns what the mapper method gives
 * @param comment the XML comment above; empty if there is none
 * @param nestedSelects the statements that its result map runs for each row
 * @param substitutions each <code>${…}</code> in it
 * @param branches those that are shown, all of them different
 * @param possible how many branches there can be
 * @param exact whether {@code possible} is their number, not only a lower bound
 * @param deadTests conditions that hold for no value
 * @param notes what could not be understood and was decided freely
 */
public record MappedStatement(
    String name,
    String namespace,
    String id,
    String file,
    Kind kind,
    boolean affectsData,
    boolean flushesCache,
    Integer fetchSize,
    Returns returns,
    String comment,
    List<String> nestedSelects,
    List<Substitution> substitutions,
    List<Branch> branches,
    long possible,
    boolean exact,
    List<String> deadTests,
    List<String> notes) {

  /** The element or annotation. */
  public enum Kind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE
  }

  /** What the mapper method gives. */
  public enum Returns {
    /** One row at most. */
    ONE,
    /** All rows at once. */
    MANY,
    /** Rows one by one, to a cursor or a result handler. */
    STREAM,
    /** There is no mapper interface to ask. */
    UNKNOWN
  }
}
