package m365ls.feature.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import m365ls.feature.Calls;
import m365ls.feature.rule.Context.SignIn;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Value;

/**
 * Follows a script from call to call, in the order in which they are written, and tells of each what it finds. Mutable:
 * one for each look at a script.
 */
public final class Course {

    /** First words of the commands that leave something behind. */
    private static final Set<String> LASTING = Set.of("login", "logout", "connection", "cli", "setup");

    private static final Set<String> OF_A_USER = Set.of("devicecode", "browser", "password");
    private static final Set<String> OF_AN_APPLICATION =
            Set.of("certificate", "secret", "identity", "federatedidentity");

    /** How scripts ask their users. */
    private static final List<String> IN_POWERSHELL = List.of("Read-Host", "PromptForChoice", "ShouldContinue");

    private static final List<String> IN_SHELL = List.of("read -p", "read -rp", "read -r -p", "vared -p");

    private final Calls calls;
    private final JsonReaders readers;
    private final boolean asksItself;
    private String output = "";
    private String authType = "";
    private SignIn signIn = SignIn.UNKNOWN;
    private boolean signedIn;

    /** @param calls how the script's calls are read */
    public Course(Script script, Calls calls) {
        this.calls = calls;
        this.readers = new JsonReaders(script);
        List<String> questions = script.dialect() instanceof PowerShell ? IN_POWERSHELL : IN_SHELL;
        this.asksItself = questions.stream().anyMatch(script.text()::contains);
    }

    /** What is known at {@code invocation}, which is behind all calls that were passed. */
    public Context at(Invocation invocation) {
        String variable = invocation.surroundings().assignedTo();
        boolean readAsJson = !variable.isEmpty()
                && (!output.isEmpty() || mayChooseOutput(invocation))
                && readers.read(variable, invocation.reach().end());
        return new Context(output, signIn, readAsJson, asksItself);
    }

    private static boolean mayChooseOutput(Invocation invocation) {
        for (Argument argument : invocation.arguments()) {
            String begin = argument.value().prefix();
            if (begin.startsWith("-o") || begin.startsWith("--output")) {
                return true;
            }
        }
        return false;
    }

    /** Goes on behind {@code invocation}. */
    public void pass(Invocation invocation) {
        List<Argument> arguments = invocation.arguments();
        if (arguments.isEmpty() || !LASTING.contains(arguments.get(0).value().prefix())) {
            return;
        }
        Call call = calls.read(invocation);
        if (call.helpAsked() || call.command().isEmpty()) {
            return;
        }
        switch (call.command().get().name()) {
            case "login" -> login(value(call, "authType"));
            case "logout" -> {
                signIn = SignIn.UNKNOWN;
                signedIn = false;
            }
            case "connection use" -> {
                signIn = SignIn.UNKNOWN;
                signedIn = true;
            }
            case "cli config set" -> configure(call);
            case "cli config reset", "setup" -> {
                output = "";
                authType = "";
            }
            default -> {
                // The others change nothing that counts here.
            }
        }
    }

    /** Another sign-in of the other kind without a sign-out between them may as well be the other branch of a choice. */
    private void login(Optional<String> written) {
        String how = written.orElse(authType).toLowerCase(Locale.ROOT);
        SignIn now = OF_A_USER.contains(how)
                ? SignIn.USER
                : OF_AN_APPLICATION.contains(how) ? SignIn.APPLICATION : SignIn.UNKNOWN;
        signIn = signedIn && now != signIn ? SignIn.UNKNOWN : now;
        signedIn = true;
    }

    private void configure(Call call) {
        Function<String, String> known = name -> value(call, name).orElse("");
        switch (known.apply("key")) {
            case "output" -> output = known.apply("value");
            case "authType" -> authType = known.apply("value");
            case "" -> {
                output = "";
                authType = "";
            }
            default -> {
                // Another setting.
            }
        }
    }

    /** The value of an option; the empty text if it is not known. */
    private static Optional<String> value(Call call, String option) {
        return call.given().stream()
                .filter(given ->
                        given.option().filter(o -> o.name().equals(option)).isPresent())
                .findFirst()
                .map(given -> given.value().flatMap(Value::text).orElse(""));
    }
}
