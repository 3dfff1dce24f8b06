package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.plan.PlanNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What is wrong in which of the plans of a branch, so that it is said once. */
final class PlanFaults<T> {

  private final Map<T, Set<String>> plans = new LinkedHashMap<>();

  /** Looks for faults in one plan. */
  interface Search<T> {

    /**
     * @param faults gets each fault that is found
     */
    void in(PlanNode plan, Consumer<T> faults);
  }

  static <T> PlanFaults<T> of(Map<String, PlanNode> plans, Search<T> search) {
    PlanFaults<T> faults = new PlanFaults<>();
    plans.forEach(
        (name, plan) ->
            search.in(
                plan,
                fault ->
                    faults.plans.computeIfAbsent(fault, f -> new LinkedHashSet<>()).add(name)));
    return faults;
  }

  /** Who tells of a fault. */
  interface Teller<T> {

    /**
     * @param plans for example {@code the generic and the rare plan}
     */
    void tell(T fault, String plans);
  }

  void forEach(Teller<T> teller) {
    plans.forEach(
        (fault, names) -> teller.tell(fault, "the " + String.join(" and the ", names) + " plan"));
  }
}
