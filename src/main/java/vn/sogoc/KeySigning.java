package vn.sogoc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.MalformedStatement;
import vn.sogoc.institution.StatementCodec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Signs statements and bundles where the keys for it are: on a machine of those who keep them,
 * without the service. What is signed was read before, so nobody signs what is something else.
 */
final class KeySigning {
  private final Settings settings;

  KeySigning(Settings settings) {
    this.settings = settings;
  }

  /** A statement's payload, signed. */
  Bytes statement(Bytes payload, Path keys) throws Unstartable {
    try {
      InstitutionStatement read = StatementCodec.decode(payload);
      return CoseSign1.sign(signer(keys), InstitutionStatement.AAD, StatementCodec.encode(read))
          .bytes();
    } catch (MalformedStatement e) {
      throw new Unstartable("what is to be signed is no statement: " + e.getMessage());
    } catch (SigningFailed e) {
      throw new Unstartable("the key did not sign: " + e.getMessage());
    }
  }

  /** Adds a signature to the file of a bundle and says what it is. */
  void bundle(Path from, Path to, Path keys, PrintStream err) throws Unstartable, IOException {
    try {
      Bytes signed = TrustBundles.sign(Bytes.of(Files.readAllBytes(from)), signer(keys));
      TrustBundle bundle = TrustBundles.unverified(signed);
      Files.write(to, signed.toArray());
      err.println(
          "sogoc: signed version "
              + bundle.version()
              + " with "
              + bundle.issuers().size()
              + " issuers, which holds until "
              + bundle.expiresAt()
              + "; the file is now "
              + Digest.sha256(signed).hex());
    } catch (MalformedBundle e) {
      throw new Unstartable("what is to be signed is no trust bundle: " + e.getMessage());
    } catch (SigningFailed e) {
      throw new Unstartable("the key did not sign: " + e.getMessage());
    }
  }

  /** The one key of a PKCS#12 file; its password is in SOGOC_SIGNER_PASSWORD. */
  private Signer<Purpose.TrustList> signer(Path file) throws Unstartable {
    String password =
        settings
            .find("signer-password")
            .orElseThrow(() -> new Unstartable("SOGOC_SIGNER_PASSWORD is the password of " + file));
    try {
      Pkcs12Vault vault = Pkcs12Vault.open(file, password.toCharArray());
      if (vault.aliases().size() != 1) {
        throw new Unstartable(file + " holds not just one key");
      }
      return vault.signer(vault.aliases().iterator().next(), Purpose.TRUST_LIST);
    } catch (KeyUnavailable e) {
      throw new Unstartable(file + " gives no trust-list key: " + e.getMessage());
    }
  }
}
