package vn.sogoc.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.trail.TrailRefused;

/**
 * Every exception that leaves an endpoint becomes an RFC 9457 problem here. What a service refused
 * is said in full; what nobody foresaw is logged under the request id, and the caller learns the id
 * alone.
 */
class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  /** Seconds after which it makes sense to ask again, where nothing better is known. */
  private static final int RETRY_AFTER = 5;

  private final ProblemWriter writer;
  private final AllowedMethods methods;

  ProblemMapper(ProblemWriter writer, AllowedMethods methods) {
    this.writer = writer;
    this.methods = methods;
  }

  @ServerExceptionMapper
  public Response refused(Refusal refusal, RoutingContext context) {
    return answer(refusal, context).build();
  }

  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException wrong, RoutingContext context) {
    return answer(unreadable(wrong), context).build();
  }

  @ServerExceptionMapper
  public Response unreadableJson(JsonProcessingException wrong, RoutingContext context) {
    return answer(unreadable(wrong), context).build();
  }

  @ServerExceptionMapper
  public Response rejectedByHttp(WebApplicationException wrong, RoutingContext context) {
    Response given = wrong.getResponse();
    if (given.getStatus() < 400) {
      return given;
    }
    if (wrong.getCause() instanceof JsonProcessingException json) {
      return answer(unreadable(json), context).build();
    }
    if (given.getStatus() >= 500) {
      LOG.error("request failed", wrong);
    }
    HttpProblem type =
        given.getStatus() == 404 && wrong.getCause() instanceof IllegalArgumentException
            ? HttpProblem.MALFORMED_REQUEST // a parameter of the address that is no number
            : HttpProblem.ofStatus(given.getStatus());
    Response.ResponseBuilder builder = answer(new Refusal(type, detail(type)), context);
    if (type == HttpProblem.METHOD_NOT_ALLOWED) {
      builder.header(HttpHeaders.ALLOW, methods.of(context.normalizedPath()));
    }
    return builder.build();
  }

  @ServerExceptionMapper
  public Response notSignedIn(UnauthorizedException wrong, RoutingContext context) {
    return signIn(context);
  }

  @ServerExceptionMapper
  public Response badCredentials(AuthenticationFailedException wrong, RoutingContext context) {
    int challenged = context.response().getStatusCode();
    if (challenged >= 300 && challenged < 400) {
      return Response.status(challenged).build(); // form sign-in has written where to go
    }
    return signIn(context);
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException wrong, RoutingContext context) {
    return answer(new Refusal(HttpProblem.FORBIDDEN, detail(HttpProblem.FORBIDDEN)), context)
        .build();
  }

  @ServerExceptionMapper
  public Response unforeseen(Throwable wrong, RoutingContext context) {
    Optional<HttpProblem> ofTheSender = BodyFaults.of(wrong);
    if (ofTheSender.isPresent()) {
      HttpProblem type = ofTheSender.get();
      return answer(new Refusal(type, detail(type)), context).build();
    }
    LOG.error("request failed", wrong);
    if (isStoreAway(wrong)) {
      return answer(new Refusal(HttpProblem.UNAVAILABLE, detail(HttpProblem.UNAVAILABLE)), context)
          .build();
    }
    return answer(
            new Refusal(HttpProblem.INTERNAL_ERROR, detail(HttpProblem.INTERNAL_ERROR)), context)
        .build();
  }

  /**
   * SQL states of class 08 (no connection), 53 (no resources) and 57P (shutting down), or an audit
   * trail that takes no line.
   */
  static boolean isStoreAway(Throwable wrong) {
    Throwable cause = wrong;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof SQLTransientConnectionException || cause instanceof TrailRefused) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        if (state != null
            && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"))) {
          return true;
        }
      }
      cause = cause.getCause();
    }
    return false;
  }

  private Response signIn(RoutingContext context) {
    if (ProblemWriter.wantsPage(context)) {
      SignInRedirect.remember(context);
      return Response.status(303).header(HttpHeaders.LOCATION, SignInRedirect.PAGE).build();
    }
    return answer(
            new Refusal(HttpProblem.SIGN_IN_REQUIRED, detail(HttpProblem.SIGN_IN_REQUIRED)),
            context)
        .header(HttpHeaders.WWW_AUTHENTICATE, SignInRedirect.CHALLENGE)
        .build();
  }

  private Response.ResponseBuilder answer(Refusal refusal, RoutingContext context) {
    ProblemWriter.Answer answer = writer.write(refusal, context);
    Response.ResponseBuilder builder =
        Response.status(answer.status())
            .header(HttpHeaders.CONTENT_TYPE, answer.mediaType())
            .header(HttpHeaders.CONTENT_LANGUAGE, answer.lang().tag())
            .entity(answer.body());
    return answer.status() == 503 && !context.response().headers().contains(HttpHeaders.RETRY_AFTER)
        ? builder.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
        : builder;
  }

  /** Where in the JSON it went wrong, by field names of our own only, never by class or value. */
  private static Refusal unreadable(JsonProcessingException wrong) {
    String where = "";
    if (wrong instanceof JsonMappingException mapping) {
      where =
          mapping.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("."));
    }
    List<Refusal.Fault> faults =
        where.isEmpty()
            ? List.of()
            : List.of(new Refusal.Fault("json_field", 0, shortened(where), "", ""));
    return new Refusal(
        HttpProblem.MALFORMED_REQUEST,
        "the body is not the JSON that this address expects",
        faults);
  }

  private static String shortened(String where) {
    return where.length() <= 80 ? where : where.substring(0, 80);
  }

  static String detail(HttpProblem type) {
    return switch (type) {
      case MALFORMED_REQUEST -> "the request could not be read";
      case CURSOR_INVALID -> "no page begins after this";
      case SIGN_IN_REQUIRED -> "sign in, or send a valid API key";
      case FORBIDDEN -> "you may not do this";
      case UNKNOWN_ADDRESS -> "there is nothing at this address";
      case METHOD_NOT_ALLOWED -> "this address does not know the method";
      case NOT_ACCEPTABLE -> "this address has no such representation";
      case REQUEST_TIMEOUT -> "the request took too long to arrive";
      case CONFLICT -> "the request contradicts what is stored";
      case TOO_LARGE -> "the request is larger than this address accepts";
      case ADDRESS_TOO_LONG -> "the address is too long";
      case UNSUPPORTED_MEDIA_TYPE -> "this address does not read that kind of content";
      case CROSS_SITE_REQUEST -> "the request was sent by another site";
      case HTTPS_REQUIRED -> "this service is reached over HTTPS only";
      case INTERNAL_ERROR -> "something went wrong here; quote the request id when you ask";
      case UNAVAILABLE -> "not available at this moment; try again shortly";
    };
  }
}
