package vn.sogoc.issuance.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import vn.sogoc.document.IssuerNames;

/** A message as the gateway finds it: where it goes, and what it says without naming the holder. */
final class LinkMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LinkMessage() {}

  static String json(String channel, String to, String link, IssuerNames issuer) {
    Map<String, String> message = new TreeMap<>();
    message.put("channel", channel);
    message.put("to", to);
    message.put("link", link);
    message.put("from", issuer.vi());
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain texts can always be written", e);
    }
  }
}
