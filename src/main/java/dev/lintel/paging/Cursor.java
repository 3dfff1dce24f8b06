package dev.lintel.paging;

import dev.lintel.InvalidValueException;
import dev.lintel.mapping.InstantTypeHandler;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * The place behind a row in a list that is ordered by time and id. As text it carries a digest over
 * the place and the list it belongs to, so that a damaged cursor, or one of another list, is
 * refused. It is no secret and grants nothing: it only says where to go on. For operation classes;
 * applications pass the text on.
 */
public final class Cursor {

  private static final int PLACE_BYTES = 8 + 4 + 16;
  private static final int DIGEST_BYTES = 8;

  private final Instant createdAt;
  private final UUID id;

  private Cursor(Instant createdAt, UUID id) {
    this.createdAt = createdAt;
    this.id = id;
  }

  /**
   * @param list the list, with all that selects its rows
   * @param createdAt of the last row of a page
   * @param id of the last row of a page
   * @return 48 URL-safe characters
   * @throws InvalidValueException if one is null
   */
  public static String encode(String list, Instant createdAt, UUID id) {
    Require.nonNull("list", list);
    Require.nonNull("createdAt", createdAt);
    Require.nonNull("id", id);
    ByteBuffer bytes = ByteBuffer.allocate(PLACE_BYTES + DIGEST_BYTES);
    bytes.putLong(createdAt.getEpochSecond());
    bytes.putInt(createdAt.getNano());
    bytes.putLong(id.getMostSignificantBits());
    bytes.putLong(id.getLeastSignificantBits());
    bytes.put(digest(list, bytes.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @param list the list, as it was given to {@link #encode}
   * @param cursor what a page gave
   * @return the place
   * @throws InvalidValueException if it is null, or not a cursor of this list
   */
  public static Cursor decode(String list, String cursor) {
    Require.nonNull("list", list);
    Require.nonNull("cursor", cursor);
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw refused(cursor);
    }
    if (bytes.length != PLACE_BYTES + DIGEST_BYTES
        || !Arrays.equals(digest(list, bytes), Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length))
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
      throw refused(cursor);
    }
    ByteBuffer place = ByteBuffer.wrap(bytes);
    try {
      Instant createdAt = Instant.ofEpochSecond(place.getLong(), place.getInt());
      if (!InstantTypeHandler.isStorable(createdAt)) {
        throw refused(cursor);
      }
      return new Cursor(createdAt, new UUID(place.getLong(), place.getLong()));
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(cursor);
    }
  }

  /**
   * The time of the row before the place.
   *
   * @return never null
   */
  public Instant createdAt() {
    return createdAt;
  }

  /**
   * The id of the row before the place.
   *
   * @return never null
   */
  public UUID id() {
    return id;
  }

  private static InvalidValueException refused(String cursor) {
    return new InvalidValueException(
        "cursor",
        "null, or what getNextCursor() of a page of the same list returned",
        Text.visible(cursor));
  }

  private static byte[] digest(String list, byte[] place) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(list.getBytes(StandardCharsets.UTF_8));
      sha256.update(place, 0, PLACE_BYTES);
      return Arrays.copyOf(sha256.digest(), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JVM has SHA-256
    }
  }
}
