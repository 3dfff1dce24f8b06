package dev.lintel.tools.schema.statements;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A choice of branches. Not every combination: each branch with all others and with none, which
 * shows every part of the statement at least once in the smallest company.
 */
final class Variant {

  private final List<Branch> branches;
  private final BitSet taken = new BitSet();

  private Variant(List<Branch> branches) {
    this.branches = branches;
  }

  /** At least one; the one with all branches first. */
  static Set<Variant> of(List<Branch> branches) {
    Set<Variant> variants = new LinkedHashSet<>();
    variants.add(all(branches));
    variants.add(none(branches));
    for (Branch branch : branches) {
      variants.add(none(branches).with(branch));
      variants.add(all(branches).with(branch));
    }
    return variants;
  }

  private static Variant all(List<Branch> branches) {
    Variant variant = new Variant(branches);
    for (Branch branch : branches) {
      if (branch.choose() == null || variant.chosen(branch) == null) {
        variant.taken.set(branch.number());
      }
    }
    return variant;
  }

  private static Variant none(List<Branch> branches) {
    Variant variant = new Variant(branches);
    branches.stream().filter(Branch::isOtherwise).forEach(b -> variant.taken.set(b.number()));
    return variant;
  }

  /** The same with this branch, and with those that it stands in. */
  private Variant with(Branch branch) {
    for (Branch b = branch; b != null; b = b.parent()) {
      Branch instead = b.choose() == null ? null : chosen(b);
      if (instead != null) {
        taken.clear(instead.number());
      }
      taken.set(b.number());
    }
    return this;
  }

  /** What is taken so far of the branches that exclude one another. */
  private Branch chosen(Branch one) {
    return branches.stream()
        .filter(b -> b.choose() == one.choose() && taken.get(b.number()))
        .findFirst()
        .orElse(null);
  }

  boolean takes(int number) {
    return taken.get(number);
  }

  /** Those that are taken and stand in no branch that is not. */
  List<Branch> reached() {
    return branches.stream().filter(this::isReached).toList();
  }

  private boolean isReached(Branch branch) {
    return takes(branch.number()) && (branch.parent() == null || isReached(branch.parent()));
  }

  /** For people: the conditions under which the statement is so; empty if there are none. */
  String conditions() {
    return reached().stream().map(Branch::test).collect(Collectors.joining(", "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Variant variant && taken.equals(variant.taken);
  }

  @Override
  public int hashCode() {
    return taken.hashCode();
  }
}
