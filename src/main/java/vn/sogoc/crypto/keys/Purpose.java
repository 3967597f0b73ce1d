package vn.sogoc.crypto.keys;

import java.util.List;
import java.util.Optional;

/**
 * The one thing a key is for. As a type argument of {@link Signer} and {@link VerificationKey} it
 * lets the compiler refuse a key in another's place; as a code it stands in the key's certificate
 * and in the trust list, so that bytes from outside are held to it too.
 */
public sealed interface Purpose {
  /** Signs credentials. */
  Record RECORD = Record.ONLY;

  /** Seals documents (PDF). */
  Document DOCUMENT = Document.ONLY;

  /** Signs issuance lists. */
  IssuanceList ISSUANCE_LIST = IssuanceList.ONLY;

  /** Signs status lists. */
  Status STATUS = Status.ONLY;

  /** Signs the trust bundle. */
  TrustList TRUST_LIST = TrustList.ONLY;

  /** Signs heads of the log. */
  Log LOG = Log.ONLY;

  /** Cosigns heads of the log. */
  Witness WITNESS = Witness.ONLY;

  /** A natural person's own key. */
  Personal PERSONAL = Personal.ONLY;

  /** Signs credentials in other people's formats. */
  Export EXPORT = Export.ONLY;

  /** Authenticates a server. */
  Tls TLS = Tls.ONLY;

  /** Signs certificates and statements about keys. */
  Root ROOT = Root.ONLY;

  /** Lower-case words joined by hyphens; part of certificates and of the trust list. */
  String code();

  /** Every purpose. */
  static List<Purpose> all() {
    return List.of(
        RECORD,
        DOCUMENT,
        ISSUANCE_LIST,
        STATUS,
        TRUST_LIST,
        LOG,
        WITNESS,
        PERSONAL,
        EXPORT,
        TLS,
        ROOT);
  }

  /** The purpose of a code, or empty where there is none. */
  static Optional<Purpose> ofCode(String code) {
    return all().stream().filter(each -> each.code().equals(code)).findFirst();
  }

  /** Signs credentials. */
  @SuppressWarnings("JavaLangClash")
  enum Record implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "record";
    }
  }

  /** Seals documents (PDF). */
  enum Document implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "document";
    }
  }

  /** Signs issuance lists. */
  enum IssuanceList implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "list";
    }
  }

  /** Signs status lists. */
  enum Status implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "status";
    }
  }

  /** Signs the trust bundle. */
  enum TrustList implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "trust-list";
    }
  }

  /** Signs heads of the log. */
  enum Log implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "log";
    }
  }

  /** Cosigns heads of the log. */
  enum Witness implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "witness";
    }
  }

  /** A natural person's own key. */
  enum Personal implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "personal";
    }
  }

  /** Signs credentials in other people's formats. */
  enum Export implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "export";
    }
  }

  /** Authenticates a server. */
  enum Tls implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "tls";
    }
  }

  /** Signs certificates and statements about keys. */
  enum Root implements Purpose {
    ONLY;

    @Override
    public String code() {
      return "root";
    }
  }
}
