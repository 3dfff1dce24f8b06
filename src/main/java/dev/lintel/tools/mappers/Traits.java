package dev.lintel.tools.mappers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the tests of a statement do with an input. */
final class Traits {

  /** It is compared with null. */
  boolean nullable;

  /** It is a condition of its own. */
  boolean bare;

  /** It is reckoned with. */
  boolean number;

  /** It is used as text. */
  boolean text;

  /** Its size is asked for. */
  boolean counted;

  /** Its length is asked for, as only an array has one. */
  boolean array;

  /** Its keys or values are asked for. */
  boolean map;

  /** What it is, or may be, equal to. */
  final Set<Object> constants = new LinkedHashSet<>();

  /** What it is less or greater than. */
  final Set<Number> bounds = new LinkedHashSet<>();

  /** All that it can be; null if that is not known. */
  List<String> texts;

  /** The sizes and lengths that are asked for. */
  final Set<Integer> sizes = new LinkedHashSet<>();

  /** Those that it is compared with: what makes a difference for one does so for the other. */
  final Set<Input> peers = new LinkedHashSet<>();
}
