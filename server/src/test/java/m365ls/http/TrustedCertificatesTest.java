package m365ls.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import m365ls.fixtures.tenant.crypto.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class TrustedCertificatesTest {

    @TempDir
    private Path folder;

    private final TestAuthority first = new TestAuthority("first");
    private final TestAuthority second = new TestAuthority("second");

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("ca.pem"), text);
    }

    @Test
    void readsAllCertificatesOfAFile() throws Exception {
        String text = "# first\r\n" + first.pem().replace("\n", "\r\n") + "subject=second\n" + second.pem() + "end\n";
        assertEquals(List.of(first.certificate(), second.certificate()), TrustedCertificates.read(file(text)));
    }

    @Test
    void readsACertificateWithoutPem() throws Exception {
        Path der = Files.write(folder.resolve("ca.der"), first.certificate().getEncoded());
        assertEquals(List.of(first.certificate()), TrustedCertificates.read(der));
    }

    @Test
    void saysThatThereIsNoCertificate() throws Exception {
        for (String text : List.of("", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")) {
            Path file = file(text);
            String sentence = String.valueOf(assertThrows(NetworkException.class, () -> TrustedCertificates.read(file))
                    .getMessage());
            assertTrue(sentence.startsWith("There is no certificate in"), sentence);
        }
    }

    @Test
    void saysThatACertificateIsDamaged() throws Exception {
        for (String body : List.of("AAAA", "A", first.pem().substring(40, 200).replace("-", ""))) {
            Path file = file("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
            String sentence = String.valueOf(assertThrows(NetworkException.class, () -> TrustedCertificates.read(file))
                    .getMessage());
            assertTrue(sentence.endsWith("is damaged."), sentence);
        }
    }

    @Test
    void takesTheJdksWhereNothingElseIsAskedFor() throws Exception {
        assertSame(SSLContext.getDefault(), TrustedCertificates.context(List.of(), false));
    }

    @Test
    void addsToTheJdksAndTakesNothingAway() throws Exception {
        List<Certificate> jdk = TrustedCertificates.anchors(List.of(), false);
        List<Certificate> all = TrustedCertificates.anchors(List.of(file(first.pem())), false);
        assertFalse(jdk.isEmpty());
        assertTrue(all.containsAll(jdk));
        assertEquals(jdk.size() + 1, all.size());
        assertTrue(all.contains(first.certificate()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsTheOperatingSystems() throws Exception {
        assertFalse(TrustedCertificates.ofTheSystem("linux").isEmpty());
        assertFalse(TrustedCertificates.context(List.of(), true).getProtocol().isEmpty());
    }
}
