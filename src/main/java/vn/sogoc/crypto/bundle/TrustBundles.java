package vn.sogoc.crypto.bundle;

import vn.sogoc.crypto.cose.CoseSign;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Makes and signs bundles. */
public final class TrustBundles {
  private TrustBundles() {}

  /** The file of a bundle that nobody has signed yet. */
  public static Bytes draft(TrustBundle bundle) {
    return CoseSign.draft(BundleWriter.payload(bundle)).bytes();
  }

  /**
   * Adds a signature to a draft or to a file with fewer.
   *
   * @throws MalformedBundle where it is no bundle: whoever signs knows what
   * @throws SigningFailed where the key store did not sign
   */
  public static Bytes sign(Bytes file, Signer<Purpose.TrustList> signer)
      throws MalformedBundle, SigningFailed {
    CoseSign message = parse(file);
    BundleReader.read(message.payload());
    return message.signedBy(signer, TrustBundle.AAD).bytes();
  }

  /**
   * What a file says, believed by nobody: to be shown to whoever signs it.
   *
   * @throws MalformedBundle where it is no bundle
   */
  public static TrustBundle unverified(Bytes file) throws MalformedBundle {
    return BundleReader.read(parse(file).payload());
  }

  /** Equal for two bundles that say the same, whatever their versions and dates. */
  public static Digest content(TrustBundle bundle) {
    return BundleWriter.content(bundle);
  }

  static CoseSign parse(Bytes file) throws MalformedBundle {
    try {
      return CoseSign.parse(file, TrustBundle.MAX_SIZE);
    } catch (MalformedCose e) {
      throw new MalformedBundle("not a signed bundle: " + e.getMessage(), e);
    }
  }
}
