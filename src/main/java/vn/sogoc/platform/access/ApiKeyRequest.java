package vn.sogoc.platform.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import vn.sogoc.kernel.Digest;

/** A presented key, already hashed. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
  private final Digest digest;

  ApiKeyRequest(Digest digest) {
    this.digest = digest;
  }

  Digest digest() {
    return digest;
  }
}
