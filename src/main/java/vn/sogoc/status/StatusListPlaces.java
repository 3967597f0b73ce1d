package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.sogoc.platform.PlatformConfig;

/** Where status lists are served, for whoever writes it down. */
@ApplicationScoped
public class StatusListPlaces {
  private final StatusConfig config;
  private final String address;

  StatusListPlaces(StatusConfig config, PlatformConfig platform) {
    this.config = config;
    this.address = platform.address().toString();
  }

  /** By purpose the address that the number of a list follows; empty where there are no lists. */
  public SortedMap<String, String> byPurpose() {
    SortedMap<String, String> places = new TreeMap<>();
    if (config.registry().isPresent()) {
      for (StatusPurpose purpose : StatusPurpose.values()) {
        places.put(purpose.code(), address + "/status/" + purpose.code() + "/");
      }
    }
    return places;
  }
}
