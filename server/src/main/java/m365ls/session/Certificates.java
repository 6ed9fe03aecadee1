package m365ls.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.aad.msal4j.AssertionRequestOptions;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.IClientCredential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads the certificates with which an application signs in. */
final class Certificates {
    private static final String PEM = "-----BEGIN ";
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /** The DER of PKCS #8 up to the key's length, for a key of RSA (RFC 5208): version 0, algorithm rsaEncryption. */
    private static final byte[] RSA_PREFIX = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(10);

    private record Pair(PrivateKey key, Optional<X509Certificate> certificate) {
        Pair {
            if (!(key instanceof RSAPrivateKey)) {
                throw new IllegalArgumentException("not a key of RSA");
            }
        }
    }

    private Certificates() {}

    /**
     * What MSAL4J signs in with.
     *
     * @throws CredentialException if the certificate cannot be read, lacks a part, or is not the thumbprint's
     */
    static IClientCredential credential(SignIn.Certificate given, Application application, Clock clock)
            throws CredentialException {
        Pair pair;
        try {
            pair = read(given);
        } catch (IOException | GeneralSecurityException e) {
            throw new CredentialException("The certificate could not be opened. Check its file and its password.");
        } catch (IllegalArgumentException e) {
            throw new CredentialException("The certificate is neither a PFX nor a PEM file with a key of RSA.");
        }
        String thumbprint = given.thumbprint().replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (pair.certificate().isEmpty()) {
            if (!thumbprint.matches("[0-9a-f]{40}")) {
                throw new CredentialException("The file holds a key without its certificate. Add the certificate to the"
                        + " file, or set its thumbprint (40 hexadecimal digits).");
            }
            JsonObject named = new JsonObject();
            named.addProperty("x5t", base64(HexFormat.of().parseHex(thumbprint)));
            return ClientCredentialFactory.createFromCallback(
                    assertions(pair.key(), named, application.clientId(), clock));
        }
        X509Certificate certificate = pair.certificate().get();
        try {
            if (!thumbprint.isEmpty() && !thumbprint.equals(thumbprint(certificate))) {
                throw new CredentialException("The thumbprint is not the certificate's. Leave it out to have it worked"
                        + " out, or choose the other certificate.");
            }
            // MSAL4J 1.26.0 writes this digest in Base64 instead of its form for addresses (RFC 7515, 4.1.8).
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            JsonArray chain = new JsonArray();
            chain.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            JsonObject named = new JsonObject();
            named.addProperty("x5t#S256", base64(digest));
            named.add("x5c", chain);
            return ClientCredentialFactory.createFromCallback(
                    assertions(pair.key(), named, application.clientId(), clock));
        } catch (GeneralSecurityException e) {
            throw new CredentialException("The certificate could not be read.");
        }
    }

    /** Whether no password was given and one is needed. What is no certificate at all needs none. */
    static boolean lacksPassword(SignIn.Certificate given) {
        if (!given.password().isEmpty()) {
            return false;
        }
        String text = given.certificate().reveal();
        try {
            String decoded = text.contains(PEM)
                    ? text
                    : new String(Base64.getMimeDecoder().decode(text), StandardCharsets.ISO_8859_1);
            if (decoded.contains(PEM)) {
                return decoded.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----");
            }
            pfx(decoded.getBytes(StandardCharsets.ISO_8859_1), given.password());
            return false;
        } catch (IOException e) {
            // How key stores tell of a wrong password.
            return e.getCause() instanceof UnrecoverableKeyException;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
    }

    private static Pair read(SignIn.Certificate given) throws IOException, GeneralSecurityException {
        String text = given.certificate().reveal();
        if (text.contains(PEM)) {
            return pem(text, given.password());
        }
        byte[] bytes = Base64.getMimeDecoder().decode(text);
        String decoded = new String(bytes, StandardCharsets.ISO_8859_1);
        return decoded.contains(PEM) ? pem(decoded, given.password()) : pfx(bytes, given.password());
    }

    private static Pair pfx(byte[] bytes, Secret password) throws IOException, GeneralSecurityException {
        char[] characters = password.reveal().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), characters);
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, characters);
            Certificate certificate = store.getCertificate(alias);
            if (key instanceof PrivateKey mine && certificate instanceof X509Certificate its) {
                return new Pair(mine, Optional.of(its));
            }
        }
        throw new IllegalArgumentException("no key");
    }

    private static Pair pem(String text, Secret password) throws IOException, GeneralSecurityException {
        Optional<PrivateKey> key = Optional.empty();
        Optional<X509Certificate> certificate = Optional.empty();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            switch (block.group(1)) {
                case "PRIVATE KEY" -> key = Optional.of(key(der));
                case "RSA PRIVATE KEY" -> key = Optional.of(key(pkcs8(der)));
                case "ENCRYPTED PRIVATE KEY" -> key = Optional.of(key(decrypted(der, password)));
                case "CERTIFICATE" -> {
                    if (certificate.isEmpty()) {
                        certificate = Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der)));
                    }
                }
                default -> {
                    // Parameters and the like are of no use here.
                }
            }
        }
        return new Pair(key.orElseThrow(() -> new IllegalArgumentException("no key")), certificate);
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] decrypted(byte[] der, Secret password) throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        // For PBES2 the JDK's name of the algorithm is in the parameters only.
        String algorithm =
                info.getAlgName().equals("PBES2") || info.getAlgName().startsWith("1.2.840.113549.1.5.13")
                        ? info.getAlgParameters().toString()
                        : info.getAlgName();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(password.reveal().toCharArray())),
                info.getAlgParameters());
        return info.getKeySpec(cipher).getEncoded();
    }

    /** PKCS #1 in PKCS #8: the same key, with the algorithm's name before it. */
    private static byte[] pkcs8(byte[] pkcs1) {
        return der(0x30, join(RSA_PREFIX, der(0x04, pkcs1)));
    }

    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        byte[] head;
        if (length < 0x80) {
            head = new byte[] {(byte) tag, (byte) length};
        } else if (length < 0x100) {
            head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        } else {
            head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        return join(head, content);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Assertions (RFC 7523); {@code named} is what their header names the certificate by. */
    private static Function<AssertionRequestOptions, String> assertions(
            PrivateKey key, JsonObject named, String clientId, Clock clock) {
        return options -> {
            JsonObject header = named.deepCopy();
            header.addProperty("alg", "RS256");
            header.addProperty("typ", "JWT");
            long now = clock.instant().getEpochSecond();
            JsonObject claims = new JsonObject();
            claims.addProperty("aud", options.tokenEndpoint());
            claims.addProperty("iss", clientId);
            claims.addProperty("sub", clientId);
            claims.addProperty("jti", UUID.randomUUID().toString());
            claims.addProperty("nbf", now);
            claims.addProperty("exp", now + ASSERTION_LIFE.toSeconds());
            String signed = base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
            try {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(key);
                signature.update(signed.getBytes(StandardCharsets.US_ASCII));
                return signed + "." + base64(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
