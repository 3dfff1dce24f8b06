package dev.lintel.parents;

import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements of {@code parents.xml}. */
interface ParentMapper {

  Parent createParent(@Param("id") UUID id, @Param("name") String name);

  Parent findParentById(@Param("parentId") UUID parentId);
}
