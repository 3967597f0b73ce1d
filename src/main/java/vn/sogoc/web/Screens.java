package vn.sogoc.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Csrf;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.tlog.LogStanding;
import vn.sogoc.tlog.TransparencyLog;
import vn.sogoc.verification.VerificationConfig;

/** Sets the stage of a page from the request that is running. */
@ApplicationScoped
class Screens {
  private static final Map<String, String> VIETNAMESE =
      Ui.ENGLISH.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private final Messages messages;
  private final PlatformConfig platform;
  private final VerificationConfig config;
  private final TransparencyLog log;
  private final Assets assets;
  private final CurrentRequest request;
  private final CurrentActor actors;
  private final Csrf csrf;
  private final CurrentVertxRequest vertx;
  private final ObjectMapper json;

  Screens(
      Messages messages,
      PlatformConfig platform,
      VerificationConfig config,
      TransparencyLog log,
      Assets assets,
      CurrentRequest request,
      CurrentActor actors,
      Csrf csrf,
      CurrentVertxRequest vertx,
      ObjectMapper json) {
    this.messages = messages;
    this.platform = platform;
    this.config = config;
    this.log = log;
    this.assets = assets;
    this.request = request;
    this.actors = actors;
    this.csrf = csrf;
    this.vertx = vertx;
    this.json = json;
  }

  /** The stage for the visitor as they are. */
  Ui ui() {
    return ui(vertx.getCurrent(), request.lang(), actors.find(), csrf.getToken());
  }

  /** The stage of a refused request, for whoever it got to be known as; without any form. */
  Ui ofRefused(Lang lang, RoutingContext context) {
    return ui(context, lang, CurrentActor.ofRefused(context), "");
  }

  /**
   * Every text under a prefix, and some more, as JSON for the script of a page, safe inside a
   * script element.
   */
  String words(Ui ui, String prefix, Map<String, String> more) {
    Map<String, String> words = new TreeMap<>(more);
    messages
        .all(ui.lang())
        .tailMap(prefix)
        .forEach(
            (key, text) -> {
              if (key.startsWith(prefix)) {
                words.put(key.substring(prefix.length()), text);
              }
            });
    return json(words);
  }

  /** Every text under one of the prefixes by its whole key, in the same form. */
  String words(Ui ui, List<String> prefixes) {
    Map<String, String> words = new TreeMap<>();
    messages
        .all(ui.lang())
        .forEach(
            (key, text) -> {
              if (prefixes.stream().anyMatch(key::startsWith)) {
                words.put(key, text);
              }
            });
    return json(words);
  }

  /** JSON that cannot end the script element it stands in. */
  String json(Object value) {
    try {
      return json.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain texts can always be written", e);
    }
  }

  /** Leads a browser to another page of ours after a form; relative, and in the language it had. */
  <T> RestResponse<T> seeOther(String path) {
    return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.SEE_OTHER)
        .header("Location", ui().href(path))
        .build();
  }

  private Ui ui(RoutingContext context, Lang lang, Optional<Actor> actor, String csrfToken) {
    String path = context.normalizedPath();
    Ui.Place place =
        new Ui.Place(
            VIETNAMESE.getOrDefault(path, path),
            queryWithoutLang(context),
            Lang.ofTag(context.request().getParam("lang")).isPresent(),
            false,
            platform.address().toString(),
            config.testData(),
            resting(),
            csrfToken,
            assets::of);
    return new Ui(messages, lang, place, actor);
  }

  /** An older copy of the store was put back, or what is stored is not what was signed. */
  private boolean resting() {
    return switch (log.standing()) {
      case LogStanding.RolledBack ignored -> true;
      case LogStanding.Halted ignored -> true;
      case LogStanding.Starting ignored -> false;
      case LogStanding.Running ignored -> false;
      case LogStanding.Waiting ignored -> false;
    };
  }

  private static String queryWithoutLang(RoutingContext context) {
    if (!context.request().method().name().equals("GET")) {
      return "";
    }
    return context.queryParams().entries().stream()
        .filter(entry -> !entry.getKey().equals("lang"))
        .map(entry -> "&" + encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
