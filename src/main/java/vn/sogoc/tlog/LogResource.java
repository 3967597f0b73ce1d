package vn.sogoc.tlog;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.tlog.stamp.StampStore;

/**
 * The log as C2SP tlog-tiles serves it: {@code /log/checkpoint}, {@code /log/tile/...}. Never a
 * hash or an entry beyond the published head.
 */
@Path("/log")
@PublicRead
@Produces(MediaType.TEXT_PLAIN)
@PermitAll
class LogResource {
  private static final int WEEK = Math.toIntExact(TimeUnit.DAYS.toSeconds(7));
  private static final int LONGEST_NUMBER = 18;
  private static final String TEXT = "text/plain; charset=utf-8";

  private final LogHeads heads;
  private final LogTiles tiles;
  private final LogStore store;
  private final StampStore stamps;
  private final LogKeys keys;

  LogResource(LogHeads heads, LogTiles tiles, LogStore store, StampStore stamps, LogKeys keys) {
    this.heads = heads;
    this.tiles = tiles;
    this.store = store;
    this.stamps = stamps;
    this.keys = keys;
  }

  @GET
  @Path("/checkpoint")
  @Operation(hidden = true)
  public Response checkpoint() {
    LogHeads.Stored head = heads.published().orElseThrow(LogResource::nothing);
    CacheControl never = new CacheControl();
    never.setNoStore(true);
    return open(Response.ok(head.note().toArray(), TEXT)).cacheControl(never).build();
  }

  @GET
  @Path("/checkpoints/{size : [0-9]+}")
  @Operation(hidden = true)
  public Response checkpoint(@PathParam("size") String number) {
    long size = number(number);
    Optional<StampStore.Stored> stamped = stamps.of(size);
    if (stamped.isPresent()) {
      // the bytes that the time stamp is over, whatever cosignatures came later
      return forever(Response.ok(stamped.get().note().toArray(), TEXT));
    }
    LogHeads.Stored head =
        heads.of(size).filter(h -> h.cosignedAt().isPresent()).orElseThrow(LogResource::nothing);
    return open(Response.ok(head.note().toArray(), TEXT))
        .header("Cache-Control", "no-cache")
        .build();
  }

  @GET
  @Path("/checkpoints/{name : [0-9]+\\.tsr}")
  @Produces(TimeStamp.MEDIA_TYPE)
  @Operation(hidden = true)
  public Response stamp(@PathParam("name") String name) {
    String number = name.substring(0, name.indexOf('.'));
    StampStore.Stored stamped = stamps.of(number(number)).orElseThrow(LogResource::nothing);
    return forever(Response.ok(stamped.response().toArray(), TimeStamp.MEDIA_TYPE));
  }

  @GET
  @Path("/policy")
  @Operation(hidden = true)
  public Response policy() {
    return open(Response.ok(keys.policy().text(), TEXT))
        .header("Cache-Control", "public, max-age=3600")
        .build();
  }

  @GET
  @Path("/tile/{path : .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(hidden = true)
  public Response tile(@PathParam("path") String path, @Context Request request) {
    Tile tile = Tile.parse(path).orElseThrow(LogResource::nothing);
    long size = heads.published().map(LogHeads.Stored::size).orElse(0L);
    if (!tile.isIn(size)) {
      throw nothing();
    }
    Bytes content = tile.level() == Tile.ENTRIES ? bundle(tile) : join(tiles.hashes(tile));
    EntityTag tag = new EntityTag(Digest.sha256(content).bytes().base64Url());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged == null
            ? Response.ok(content.toArray(), MediaType.APPLICATION_OCTET_STREAM)
            : unchanged;
    return open(answer)
        .tag(tag)
        .header("Cache-Control", "public, max-age=" + WEEK + ", immutable")
        .build();
  }

  @GET
  @Path("/consistency/{from : [0-9]+}/{to : [0-9]+}")
  @Operation(hidden = true)
  public Response consistency(@PathParam("from") String earlier, @PathParam("to") String later) {
    long from = number(earlier);
    long to = number(later);
    long size = heads.published().map(LogHeads.Stored::size).orElse(0L);
    if (from > to || to > size) {
      throw nothing();
    }
    StringBuilder lines = new StringBuilder();
    for (Digest hash : new TreeProofs(tiles, to).consistency(from)) {
      lines.append(Base64.getEncoder().encodeToString(hash.toArray())).append('\n');
    }
    return open(Response.ok(lines.toString().getBytes(StandardCharsets.US_ASCII), TEXT))
        .header("Cache-Control", "public, max-age=" + WEEK + ", immutable")
        .build();
  }

  /** A size in its one form; what has another address is not there. */
  private static long number(String text) {
    if (text.length() > LONGEST_NUMBER || (text.length() > 1 && text.startsWith("0"))) {
      throw nothing();
    }
    return Long.parseLong(text);
  }

  /** Entries, each behind its length in two bytes (C2SP tlog-tiles, "Log Entries"). */
  private Bytes bundle(Tile tile) {
    long from = tile.index() * Tile.FULL;
    List<byte[]> found = store.entries(from, from + tile.width());
    if (found.size() != tile.width()) {
      throw nothing();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(found.size() * 256);
    for (byte[] entry : found) {
      out.write(entry.length >>> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return Bytes.of(out.toByteArray());
  }

  private static Bytes join(List<Digest> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(hashes.size() * Digest.SIZE);
    hashes.forEach(h -> out.writeBytes(h.toArray()));
    return Bytes.of(out.toByteArray());
  }

  private static Response forever(Response.ResponseBuilder answer) {
    return open(answer).header("Cache-Control", "public, max-age=" + WEEK + ", immutable").build();
  }

  private static Response.ResponseBuilder open(Response.ResponseBuilder answer) {
    return answer.header("Access-Control-Allow-Origin", "*");
  }

  private static Refusal nothing() {
    return new Refusal(HttpProblem.UNKNOWN_ADDRESS, "Nothing is published under this address.");
  }
}
