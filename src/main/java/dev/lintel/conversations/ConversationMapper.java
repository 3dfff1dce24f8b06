package dev.lintel.conversations;

import dev.lintel.jsonb.JsonArray;
import dev.lintel.jsonb.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements of {@code conversations.xml}. */
interface ConversationMapper {

  Conversation createConversation(
      @Param("id") UUID id,
      @Param("messages") JsonArray messages,
      @Param("metadata") JsonObject metadata);

  Conversation findConversationById(@Param("conversationId") UUID conversationId);

  Integer appendMessages(
      @Param("conversationId") UUID conversationId, @Param("messages") JsonArray messages);

  Integer countMessages(@Param("conversationId") UUID conversationId);

  MessageSlice listMessages(
      @Param("conversationId") UUID conversationId,
      @Param("first") int first,
      @Param("last") int last);

  Conversation mergeConversationMetadata(
      @Param("conversationId") UUID conversationId, @Param("patch") JsonObject patch);

  List<Conversation> pageConversations(@Param("limit") int limit);

  List<Conversation> pageConversationsAfter(
      @Param("createdAt") Instant createdAt, @Param("id") UUID id, @Param("limit") int limit);
}
