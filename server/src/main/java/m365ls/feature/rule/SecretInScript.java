package m365ls.feature.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import m365ls.catalog.CommandSpec;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.script.PowerShell;
import m365ls.script.Value;
import m365ls.text.Span;

/**
 * A password, a client secret, a certificate with its key, an API key or an access token is written into the script. The
 * message never repeats it.
 */
final class SecretInScript implements Rule {

    /** Command to the options that hold a secret. */
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "login", Set.of("password", "secret", "certificateBase64Encoded"),
            "entra user add", Set.of("password"),
            "entra user set", Set.of("currentPassword", "newPassword"),
            "entra user password validate", Set.of("password"),
            "entra user hibp", Set.of("apiKey"));

    /** Settings of the tool that hold a secret. */
    private static final Set<String> SETTINGS =
            Set.of("clientSecret", "clientCertificatePassword", "clientCertificateBase64Encoded");

    /** A signed token in its usual form, as in an {@code Authorization} header. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,4000}+\\.eyJ[A-Za-z0-9_-]{10,8000}+\\.[A-Za-z0-9_-]{10,}");

    /** How long what {@link #TOKEN} finds is at least. In UTF-16 units. */
    private static final int SHORTEST_TOKEN = 38;

    /** What stands for a value that is put in before the script runs, and what is no value at all. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "<[^<>]{1,80}>|\\{\\{.{1,80}\\}\\}|#\\{.{1,80}\\}#?|__\\w{1,80}__|_[A-Z][A-Z0-9_-]{1,80}_|%\\w{1,80}%"
                    + "|[*.xX]{3,}|\\[[^\\[\\]]{1,80}\\]|(?i:your[-_ ][\\w -]{1,80})");

    @Override
    public String id() {
        return "secret-in-script";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A password, a secret or a token is written into the script.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        Set<String> secrets = OPTIONS.getOrDefault(command.name(), Set.of());
        boolean setting = command.name().equals("cli config set") && setsSecret(subject);
        for (Call.Given given : subject.given()) {
            if (given.value().isEmpty() || !given.value().get().isKnown()) {
                continue;
            }
            String known = given.value().get().prefix();
            String name = given.option().isPresent() ? given.option().get().name() : given.name();
            boolean secret = secrets.contains(name) || (setting && name.equals("value"));
            if (secret && isSecret(known)) {
                report.add(finding(subject, given, what(name)));
            } else if (isToken(known)) {
                report.add(finding(subject, given, "An access token"));
            }
        }
    }

    private static boolean setsSecret(Subject subject) {
        return subject.given().stream()
                .filter(g -> g.option().filter(o -> o.name().equals("key")).isPresent())
                .anyMatch(g -> g.value()
                        .flatMap(Value::text)
                        .filter(SETTINGS::contains)
                        .isPresent());
    }

    private static boolean isToken(String value) {
        return value.length() >= SHORTEST_TOKEN
                && value.contains("eyJ")
                && TOKEN.matcher(value).find();
    }

    private static boolean isSecret(String value) {
        return !value.isBlank() && !PLACEHOLDER.matcher(value).matches();
    }

    private static String what(String option) {
        return switch (option) {
            case "certificateBase64Encoded" -> "A certificate with its key";
            case "apiKey" -> "An API key";
            case "secret", "value" -> "A secret";
            default -> "A password";
        };
    }

    private Finding finding(Subject subject, Call.Given given, String what) {
        boolean written = subject.isWritten(given) && !given.valueSpan().isEmpty();
        String message = what + " is written into the script: whoever can read the script has it. Read it from the"
                + " environment or a vault.";
        return new Finding(
                id(),
                Severity.WARNING,
                written ? given.valueSpan() : given.nameSpan(),
                message,
                "",
                written ? fix(subject, given).map(List::of).orElse(List.of()) : List.of());
    }

    /** Reads the value from a variable of the environment; nothing if the value already is a variable. */
    private static Optional<Fix> fix(Subject subject, Call.Given given) {
        String old = given.valueSpan().of(subject.text());
        if (old.contains("$") && !old.startsWith("'")) {
            return Optional.empty();
        }
        String variable = "M365_" + upperCase(given.option().map(o -> o.name()).orElse(given.name()));
        boolean powershell = subject.snapshot().script().dialect() instanceof PowerShell;
        String reference = powershell ? "$env:" + variable : "\"$" + variable + "\"";
        // Within the word of the name PowerShell would not end it at the quotation mark.
        Span all = given.attached()
                ? new Span(given.nameSpan().start(), given.valueSpan().end())
                : given.valueSpan();
        String name = given.attached() ? Subject.dashed(given.name()) + " " : "";
        return Optional.of(new Fix(
                "Read it from the environment variable " + variable,
                false,
                true,
                List.of(new Edit(all, name + reference))));
    }

    /** {@code newPassword} as {@code NEW_PASSWORD}. */
    private static String upperCase(String name) {
        StringBuilder upper = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                upper.append('_');
            }
            upper.append(Character.toUpperCase(c));
        }
        return upper.toString();
    }
}
