package m365ls.session;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.fixtures.tenant.StandInTenant;

/**
 * Looks for secrets where they must not be: in clear, in Base64 at any place of a longer text, percent-encoded. Of a long
 * secret, a part of 24 characters is enough.
 */
public final class Leaks {
    private static final int PART = 24;
    private static final int SHORTEST = 8;

    /** What a form of a secret looks like, and the secret's name; by its first {@link #SHORTEST} characters. */
    private final Map<String, Map<String, String>> needles = new HashMap<>();

    private final Map<String, StringBuilder> places = new LinkedHashMap<>();

    /** A secret, by a name that a failure may show. */
    public Leaks secret(String name, String secret) {
        if (secret.length() >= SHORTEST) {
            for (String part : parts(secret)) {
                forms(part)
                        .forEach(form -> needles.computeIfAbsent(form.substring(0, SHORTEST), first -> new HashMap<>())
                                .put(form, name));
            }
        }
        return this;
    }

    /** Secrets of one kind. */
    public Leaks secrets(String name, Collection<String> secrets) {
        secrets.forEach(secret -> secret(name, secret));
        return this;
    }

    /** The secrets of a tenant: those that crossed a line so far, and those with which one signs in to it. */
    public Leaks ofTenant(StandInTenant tenant) throws IOException {
        RSAPrivateKey key = (RSAPrivateKey) tenant.certificate().keys().getPrivate();
        byte[] pfx = Files.readAllBytes(tenant.pfxFile());
        // What stands before the key's numbers is the same in every key.
        String pkcs8 = Base64.getEncoder().encodeToString(key.getEncoded()).substring(48);
        return secrets("what crossed a line", tenant.secretsSeen())
                .secret("the password", tenant.user().password())
                .secret("the application's secret", tenant.clientSecret())
                .secret("the certificate's password", tenant.pfxPassword())
                .secret("the certificate's key", pkcs8)
                .secret("the certificate's key", key.getPrivateExponent().toString())
                .secret("the certificate's key", key.getPrivateExponent().toString(16))
                .secret("the certificate", Base64.getEncoder().encodeToString(pfx))
                .secret("the certificate", HexFormat.of().formatHex(pfx));
    }

    /** The command lines of the processes that the tests have started, and theirs, now. */
    public Leaks processes() {
        String lines = ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine())
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        return text("the list of processes", lines);
    }

    /** A text to look into, by the name of where it comes from. */
    public Leaks text(String place, String text) {
        places.computeIfAbsent(place, name -> new StringBuilder()).append(text);
        return this;
    }

    /** All files below a folder, byte by byte. */
    public Leaks files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return this;
    }

    /** What was found: the secret's name, where, and what stands before it. */
    public List<String> found() {
        Set<String> found = new LinkedHashSet<>();
        places.forEach((place, all) -> {
            String text = all.toString();
            for (int at = 0; at + SHORTEST <= text.length(); at++) {
                int here = at;
                needles.getOrDefault(text.substring(at, at + SHORTEST), Map.of())
                        .forEach((needle, name) -> {
                            if (text.startsWith(needle, here)) {
                                found.add(name + " in " + place + " behind: "
                                        + text.substring(Math.max(0, here - 120), here));
                            }
                        });
            }
        });
        return List.copyOf(found);
    }

    private static List<String> parts(String secret) {
        List<String> parts = new ArrayList<>();
        for (int start = 0; start + PART <= secret.length(); start += PART) {
            parts.add(secret.substring(start, start + PART));
        }
        return parts.isEmpty() ? List.of(secret) : parts;
    }

    private static Set<String> forms(String part) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(part);
        forms.add(URLEncoder.encode(part, StandardCharsets.UTF_8));
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // Digits at either end depend on what stands beside the secret.
            int first = before == 0 ? 0 : before + 1;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(shifted);
                forms.add(encoded.substring(first, shifted.length * 8 / 6));
            }
        }
        return forms;
    }
}
