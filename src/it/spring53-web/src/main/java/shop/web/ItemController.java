package shop.web;

import dev.lintel.InvalidValueException;
import dev.lintel.NoResultFoundException;
import dev.lintel.items.Item;
import dev.lintel.items.NewItem;
import java.util.Collections;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import shop.items.ItemService;

@Controller
@RequestMapping("/items")
public class ItemController {

  @Autowired private ItemService items;

  @GetMapping
  public String list(
      @RequestParam("status") String status,
      @RequestParam(value = "cursor", required = false) String cursor,
      Model model) {
    model.addAttribute("status", status);
    model.addAttribute("items", items.page(status, cursor));
    return "items";
  }

  @GetMapping("/{id}")
  public String show(@PathVariable("id") UUID id, Model model) {
    model.addAttribute("row", items.get(id));
    return "item";
  }

  @PostMapping
  public String create(
      @RequestParam("name") String name,
      @RequestParam("status") String status,
      @RequestParam("watts") int watts,
      @RequestParam(value = "parentId", required = false) UUID parentId,
      @RequestParam(value = "replaces", required = false) UUID replaces) {
    Item created =
        items.create(
            NewItem.builder()
                .name(name)
                .status(status)
                .metadata(Collections.singletonMap("watts", watts))
                .parentId(parentId)
                .build(),
            replaces);
    return "redirect:/items/" + created.getId();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  public ModelAndView notFound(NoResultFoundException e) {
    return new ModelAndView("error", "message", e.getMessage());
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  public ModelAndView invalid(InvalidValueException e) {
    return new ModelAndView("error", "message", e.getMessage());
  }
}
