package dev.lintel.parents;

import dev.lintel.InvalidValueException;
import dev.lintel.NoResultFoundException;
import dev.lintel.keys.TimeOrderedUuid;
import dev.lintel.mapping.Mappers;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done with parents. Every function takes the caller's session first and never commits,
 * rolls back or closes it. Bad input is refused before it reaches the server, so it costs the
 * caller's transaction nothing.
 */
public final class ParentOperations {

  private static final Logger LOG = LoggerFactory.getLogger(ParentOperations.class);

  private ParentOperations() {}

  /**
   * Creates a parent. One round trip; writes {@code parents_pkey}; locks the new row.
   *
   * @param session the caller's
   * @param name 200 characters at most
   * @return the row, with its id and times, before any commit
   * @throws InvalidValueException if the name is null, too long or not storable
   */
  public static Parent createParent(SqlSession session, String name) {
    Require.text("name", name, 200);
    Parent parent =
        Mappers.call(
            session,
            ParentMapper.class,
            mapper -> mapper.createParent(TimeOrderedUuid.next(), name));
    LOG.info("parent created: id={} name={}", parent.getId(), Text.shown(name));
    return parent;
  }

  /**
   * Reads a parent that must be there. One round trip by {@code parents_pkey}; no locks.
   *
   * @param session the caller's
   * @param parentId the key
   * @return the row
   * @throws NoResultFoundException if there is none
   * @throws InvalidValueException if the id is null
   */
  public static Parent getParentById(SqlSession session, UUID parentId) {
    return findParentById(session, parentId)
        .orElseThrow(() -> new NoResultFoundException("parent", parentId));
  }

  /**
   * Reads a parent that may be there. One round trip by {@code parents_pkey}; no locks.
   *
   * @param session the caller's
   * @param parentId the key
   * @return the row, or empty
   * @throws InvalidValueException if the id is null
   */
  public static Optional<Parent> findParentById(SqlSession session, UUID parentId) {
    Require.nonNull("parentId", parentId);
    return Optional.ofNullable(
        Mappers.call(session, ParentMapper.class, mapper -> mapper.findParentById(parentId)));
  }
}
