package m365ls.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which authorities may vouch for a server: those of the JDK, those of a file, those of the operating system. Each only
 * adds to the others; every certificate is checked whole, its host and its time included.
 */
final class TrustedCertificates {

    /** Bundles where Linux distributions keep them: Debian, Fedora, SUSE, Alpine and their relatives. */
    private static final List<String> LINUX_BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem");

    /** Bytes; bundles of all known authorities have a quarter of a million. */
    private static final long LARGEST_FILE = 10L * 1024 * 1024;

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END (?:X509 )?CERTIFICATE-----");

    private TrustedCertificates() {}

    /**
     * The client's side of TLS.
     *
     * @param files of certificates, PEM or DER
     * @param operatingSystem whether the authorities of the operating system count too
     * @throws NetworkException if they cannot be read; it says which
     */
    static SSLContext context(List<Path> files, boolean operatingSystem) throws NetworkException {
        try {
            if (files.isEmpty() && !operatingSystem) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(anchors(files, operatingSystem)), null);
            return context;
        } catch (NetworkException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw untrusted("The trusted certificates of Java or of the operating system cannot be read.");
        }
    }

    static List<Certificate> anchors(List<Path> files, boolean operatingSystem)
            throws GeneralSecurityException, IOException {
        List<Certificate> anchors = new ArrayList<>(ofTheJdk());
        for (Path file : files) {
            anchors.addAll(read(file));
        }
        if (operatingSystem) {
            anchors.addAll(ofTheSystem(System.getProperty("os.name", "").toLowerCase(Locale.ROOT)));
        }
        return anchors;
    }

    /**
     * All certificates of a file, whatever else stands between them.
     *
     * @throws NetworkException if there is none or one is damaged
     */
    static List<Certificate> read(Path file) throws NetworkException {
        byte[] content;
        try {
            content = Files.size(file) > LARGEST_FILE ? new byte[0] : Files.readAllBytes(file);
        } catch (IOException e) {
            throw untrusted("The file of certificate authorities " + file + " cannot be read.");
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<Certificate> found = new ArrayList<>();
            for (Matcher m = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1)); m.find(); ) {
                byte[] one = Base64.getMimeDecoder().decode(m.group(1));
                found.add(factory.generateCertificate(new ByteArrayInputStream(one)));
            }
            // The encoding of a certificate without PEM around it begins with a sequence.
            if (found.isEmpty() && content.length > 0 && content[0] == 0x30) {
                found.add(factory.generateCertificate(new ByteArrayInputStream(content)));
            }
            if (found.isEmpty()) {
                throw untrusted("There is no certificate in " + file + ".");
            }
            return found;
        } catch (CertificateException | IllegalArgumentException e) {
            throw untrusted("A certificate in " + file + " is damaged.");
        }
    }

    /** @param name of the system, in lower case */
    static Collection<Certificate> ofTheSystem(String name) throws GeneralSecurityException, IOException {
        if (name.startsWith("windows")) {
            return ofStore("Windows-ROOT");
        }
        if (name.startsWith("mac")) {
            return ofStore("KeychainStore");
        }
        Optional<Path> bundle =
                LINUX_BUNDLES.stream().map(Path::of).filter(Files::isReadable).findFirst();
        if (bundle.isEmpty()) {
            throw untrusted("The operating system's certificates were not found; looked for "
                    + String.join(", ", LINUX_BUNDLES) + ".");
        }
        return read(bundle.get());
    }

    private static Collection<Certificate> ofStore(String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            // A keychain holds the user's own certificates too: they vouch for nobody.
            if (store.isCertificateEntry(alias)) {
                found.add(store.getCertificate(alias));
            }
        }
        return found;
    }

    private static List<X509Certificate> ofTheJdk() throws GeneralSecurityException {
        return Stream.of(managers((KeyStore) null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(List<Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry(String.valueOf(i), anchors.get(i));
        }
        return managers(store);
    }

    /** @param store null for the JDK's own */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static NetworkException untrusted(String sentence) {
        return new NetworkException(NetworkException.Reason.NOT_TRUSTED, sentence);
    }
}
