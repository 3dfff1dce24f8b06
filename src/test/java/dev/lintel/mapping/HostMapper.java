package dev.lintel.mapping;

import org.apache.ibatis.annotations.Select;

/** A host's own, whose statements bear the names of some of Lintel's. */
interface HostMapper {

  @Select("SELECT 'the host''s own'")
  String findItemById();

  @Select("SELECT 'an item of the host'")
  String createItem();
}
