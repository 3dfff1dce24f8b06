package dev.lintel.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test's own, made with the JDK's keytool, for two days. */
final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;
  private final String authority;

  private Certificates(Path folder, String authority) {
    this.folder = folder;
    this.store = folder.resolve(authority + ".p12");
    this.authority = authority;
  }

  /** Makes its key and its certificate, in files that begin with its name. */
  static Certificates authority(Path folder, String name) throws Exception {
    Certificates certificates = new Certificates(folder, name);
    certificates.generate(name, name, "-ext", "bc:c");
    return certificates;
  }

  /**
   * @param commonName a host or a user
   * @param names as keytool's {@code san=dns:…}; may be empty
   */
  void sign(String alias, String commonName, String... names) throws Exception {
    List<String> more = new ArrayList<>(List.of("-signer", authority));
    for (String name : names) {
      more.addAll(List.of("-ext", name));
    }
    generate(alias, commonName, more.toArray(new String[0]));
  }

  private void generate(String alias, String commonName, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + commonName,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-startdate",
                "-1d",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(Arrays.asList(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (InputStream out = keytool.getInputStream()) {
      said = new String(out.readAllBytes());
    }
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }

  /** The certificate as a PEM file, which openssl and the driver read. */
  Path certificate(String alias) throws GeneralSecurityException, IOException {
    Certificate certificate = load().getCertificate(alias);
    return pem(alias + ".crt", "CERTIFICATE", certificate.getEncoded());
  }

  Path authorityCertificate() throws GeneralSecurityException, IOException {
    return certificate(authority);
  }

  /** The key as a PEM file that only its owner may read: the server insists on that. */
  Path key(String alias) throws GeneralSecurityException, IOException {
    return pem(alias + ".key", "PRIVATE KEY", keyBytes(alias));
  }

  /** The key in PKCS #8, as the driver reads it, and only if nobody else may. */
  Path driverKey(String alias) throws GeneralSecurityException, IOException {
    return onlyTheOwners(Files.write(folder.resolve(alias + ".pk8"), keyBytes(alias)));
  }

  private byte[] keyBytes(String alias) throws GeneralSecurityException, IOException {
    return load().getKey(alias, PASSWORD.toCharArray()).getEncoded();
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private Path pem(String name, String kind, byte[] encoded) throws IOException {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
            + "\n-----END "
            + kind
            + "-----\n";
    Path file = Files.writeString(folder.resolve(authority + "-" + name), text);
    return onlyTheOwners(file);
  }

  private static Path onlyTheOwners(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
