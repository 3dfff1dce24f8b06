package dev.lintel.faults;

import dev.lintel.paging.Cursor;
import dev.lintel.testing.Load;
import dev.lintel.testing.NaughtyStrings;
import dev.lintel.testing.RandomJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What may arrive at a function, good and bad: the same for the same seed, kind and number. Every
 * build takes one seed, a full run a new one; {@code -Dlintel.faults.seed=…} replays it.
 */
public final class Inputs {

  public static final long SEED =
      Long.getLong("lintel.faults.seed", Load.isFull() ? System.currentTimeMillis() : 20260101L);

  private static final int MEGABYTE = 1 << 20;
  private static final List<String> NAUGHTY = NaughtyStrings.all();
  private static final String[] UNSTORABLE = {"\u0000", "\ud83d", "\ude00", "\ude00\ud83d"};
  private static final String[] FILLERS = {
    "x", "\ud83d\ude00", "\u65e5", "e\u0301", "'", "\\", "\""
  };
  private static final int[] LIMITS = {
    1, 2, 100, 100_000, 0, -1, 100_001, Integer.MIN_VALUE, Integer.MAX_VALUE
  };

  private final Random random;
  private final RandomJson json;
  private final int number;

  public Inputs(String what, int number) {
    this.number = number;
    SplittableRandom mixed =
        new SplittableRandom(31 * SEED + what.hashCode() + ((long) number << 32));
    this.random = new Random(mixed.nextLong());
    this.json = new RandomJson(mixed.nextLong());
  }

  public int number() {
    return number;
  }

  public boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  public int upTo(int most) {
    return random.nextInt(most + 1);
  }

  public <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * @param longest what the field takes, in characters as PostgreSQL counts them
   * @return null, too long and unstorable ones are among them
   */
  public String text(int longest) {
    switch (random.nextInt(12)) {
      case 0:
        return one(4) ? null : of(NAUGHTY);
      case 1:
        return mutated(of(NAUGHTY));
      case 2:
        return of(NAUGHTY) + of(NAUGHTY);
      case 3:
        return filled(longest);
      case 4:
        return filled(longest + 1 + upTo(3));
      case 5:
        return inserted(fitting(longest), UNSTORABLE[random.nextInt(UNSTORABLE.length)]);
      case 6:
        return oneScript();
      case 7:
        return Normalizer.normalize(json.text(), Normalizer.Form.values()[random.nextInt(4)]);
      case 8:
        return one(100) ? repeated(of(NAUGHTY) + "x") : mutated(json.text());
      default:
        return fitting(longest);
    }
  }

  /** One that a field of this length must take. */
  public String fitting(int longest) {
    if (one(10)) {
      return filled(longest);
    }
    String text = one(2) ? of(NAUGHTY) : json.text();
    int length = text.codePointCount(0, text.length());
    return length <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  /** What PostgreSQL holds: written apart from the code under test. */
  public static boolean isStorable(String text, int longest) {
    return text != null
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.indexOf('\0') < 0
        && text.codePointCount(0, text.length()) <= longest;
  }

  /** All of one character, which may take two chars. */
  String filled(int length) {
    String filler = FILLERS[random.nextInt(FILLERS.length)];
    int points = filler.codePointCount(0, filler.length());
    return filler.repeat(length / points) + "y".repeat(length % points);
  }

  private static String repeated(String text) {
    return text.repeat(MEGABYTE / text.length());
  }

  private String inserted(String text, String inner) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + inner + text.substring(at);
  }

  /** Neighbours in Unicode; unassigned ones too. */
  private String oneScript() {
    int start = random.nextInt(0x110000 - 64);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(60); i++) {
      text.appendCodePoint(start + i);
    }
    return text.toString();
  }

  /** With up to four characters dropped, doubled, or set to any other. */
  public String mutated(String original) {
    StringBuilder text = new StringBuilder(original);
    for (int i = upTo(3); i >= 0 && text.length() > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0:
          text.deleteCharAt(at);
          break;
        case 1:
          text.insert(at, text.charAt(at));
          break;
        case 2:
          text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
          break;
        default:
          text.setCharAt(at, (char) random.nextInt(0x10000));
      }
    }
    return text.toString();
  }

  /** One that must be stored. */
  public Map<String, Object> document() {
    switch (random.nextInt(30)) {
      case 0:
        return json.deep(one(10) ? 500 : 50);
      case 1:
        return Map.of("n", json.number(), filled(1 + upTo(300)), filled(upTo(3_000)));
      case 2:
        return one(50) ? Map.of("long", filled(MEGABYTE)) : Map.of();
      default:
        return json.shallow();
    }
  }

  /** One that must be refused; null is among them. */
  public Map<String, Object> badDocument() {
    return one(20) ? null : SpoiltJson.spoil(one(10) ? json.object() : json.shallow(), random);
  }

  public static boolean isLimit(int limit) {
    return limit >= 1 && limit <= 100_000;
  }

  public int limit() {
    return one(8) ? random.nextInt() : LIMITS[random.nextInt(LIMITS.length)];
  }

  public UUID id(UUID known) {
    switch (random.nextInt(6)) {
      case 0:
        return null;
      case 1:
        return new UUID(random.nextLong(), random.nextLong());
      case 2:
        return one(2) ? new UUID(0, 0) : new UUID(-1, -1);
      default:
        return known;
    }
  }

  public UUID newId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  public Duration duration() {
    switch (random.nextInt(8)) {
      case 0:
        return null;
      case 1:
        return Duration.ofSeconds(one(2) ? Long.MAX_VALUE : Long.MIN_VALUE, 999_999_999);
      case 2:
        return Duration.ofSeconds(random.nextLong());
      case 3:
        return Duration.ofNanos(random.nextInt(3) - 1);
      case 4:
        return Duration.ofDays(1).plusNanos(random.nextInt(3) - 1);
      default:
        return Duration.ofMillis(random.nextInt(100_000_000));
    }
  }

  /** Where a row of a list may stand. */
  public Instant time() {
    long seconds =
        one(2)
            ? Instant.EPOCH.getEpochSecond() + random.nextInt()
            : (long) (random.nextDouble() * 9e12);
    return Instant.ofEpochSecond(seconds, random.nextInt(1_000_000) * 1_000L);
  }

  /** One that must be taken. */
  public String cursor(String list) {
    return Cursor.encode(list, time(), newId());
  }

  /** One that no page of the list gave, and that must be refused. */
  public String badCursor(String list) {
    String good = cursor(list);
    byte[] bytes = Base64.getUrlDecoder().decode(good);
    switch (random.nextInt(6)) {
      case 0:
        return text(100) + "x";
      case 1:
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return encoded(bytes);
      case 2:
        return good.substring(random.nextInt(good.length()) + 1);
      case 3:
        return good + of(NAUGHTY).concat("=");
      case 4:
        return cursor(list + "x");
      default:
        random.nextBytes(bytes);
        return encoded(bytes);
    }
  }

  /** With a digest that fits, as somebody makes it who has read the code: some are no times. */
  public String forgedCursor(String list) {
    long second = random.nextLong() >> upTo(60);
    int nano = random.nextInt();
    ByteBuffer bytes = ByteBuffer.allocate(36);
    bytes.putLong(second).putInt(nano).putLong(random.nextLong()).putLong(random.nextLong());
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(list.getBytes(StandardCharsets.UTF_8));
      sha256.update(bytes.array(), 0, 28);
      bytes.put(Arrays.copyOf(sha256.digest(), 8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    return encoded(bytes.array());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
