package vn.sogoc.platform.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message as the gateway finds it: where it goes and what it says. The words around the link are
 * the gateway's; the link is all of it that is anybody's own.
 *
 * @param about what the link leads to: document or invitation
 * @param channel mail or sms
 * @param to the address
 * @param from name of the institution, in Vietnamese
 */
public record Message(String about, String channel, String to, String link, String from) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Not the address and not the link, wherever this is written to. */
  @Override
  public String toString() {
    return "Message[" + about + "]";
  }

  /** As it is kept until it leaves, and as the gateway reads it. */
  public String json() {
    Map<String, String> message = new TreeMap<>();
    message.put("about", about);
    message.put("channel", channel);
    message.put("to", to);
    message.put("link", link);
    message.put("from", from);
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain texts can always be written", e);
    }
  }

  /** What {@link #json} wrote; empty where it did not. One from before it said about what. */
  public static Optional<Message> of(String json) {
    try {
      Map<String, String> read = JSON.readValue(json, new TypeReference<Map<String, String>>() {});
      return Optional.of(
          new Message(
              read.getOrDefault("about", "document"),
              read.getOrDefault("channel", ""),
              read.getOrDefault("to", ""),
              read.getOrDefault("link", ""),
              read.getOrDefault("from", "")));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
