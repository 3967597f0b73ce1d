package vn.sogoc.platform.ratelimit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Counts before the endpoint reads anything. */
@Provider
@PublicRead
class PublicReadFilter implements ContainerRequestFilter {
  private final RateLimits limits;

  PublicReadFilter(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    limits.admitReading();
  }
}
