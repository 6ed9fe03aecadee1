package m365ls.feature.rule;

import java.util.ArrayList;
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

    private final Calls calls;
    private final Clues clues;
    private State state = State.START;
    private List<Asked> asked = new ArrayList<>(0);

    /**
     * What the calls so far leave behind.
     *
     * @param output output mode that they make the usual one; empty if none
     * @param authType way to sign in that they make the usual one; empty if none
     * @param signIn who is signed in
     * @param signedIn whether anybody is signed in by the script
     */
    public record State(String output, String authType, SignIn signIn, boolean signedIn) {
        static final State START = new State("", "", SignIn.UNKNOWN, false);

        private State with(SignIn who, boolean signed) {
            return new State(output, authType, who, signed);
        }

        private State configured(String mode, String way) {
            return new State(mode, way, signIn, signedIn);
        }
    }

    /**
     * What had to be known of the rest of the script to tell what is known at a call: whether a variable is read as JSON.
     *
     * @param offset behind which
     */
    public record Asked(String variable, int offset, boolean answer) {}

    /**
     * @param calls how the script's calls are read
     * @param clues what the script's text tells
     */
    public Course(Calls calls, Clues clues) {
        this.calls = calls;
        this.clues = clues;
    }

    /** What the calls that were passed leave behind. */
    public State state() {
        return state;
    }

    /** Goes on behind calls that leave {@code now} behind. */
    public void resume(State now) {
        state = now;
    }

    /** What had to be known of the rest of the script since this was last called. */
    public List<Asked> asked() {
        List<Asked> all = asked;
        asked = new ArrayList<>(0);
        return all;
    }

    /** Whether what had to be known is still so, in calls that now stand {@code by} units further on. */
    public boolean holds(List<Asked> before, int by) {
        for (Asked question : before) {
            if (clues.readsAsJson(question.variable(), question.offset() + by) != question.answer()) {
                return false;
            }
        }
        return true;
    }

    /** What is known at {@code invocation}, which is behind all calls that were passed. */
    public Context at(Invocation invocation) {
        return new Context(state.output(), state.signIn(), readAsJson(invocation), clues.asksItself());
    }

    private boolean readAsJson(Invocation invocation) {
        String variable = invocation.surroundings().assignedTo();
        if (variable.isEmpty() || !mayNotBeJson(invocation.arguments())) {
            return false;
        }
        int offset = invocation.reach().end();
        boolean read = clues.readsAsJson(variable, offset);
        asked.add(new Asked(variable, offset, read));
        return read;
    }

    /** Whether the call's output mode may be another than the one that it has if nobody says anything. */
    private boolean mayNotBeJson(List<Argument> arguments) {
        boolean chosen = false;
        for (int i = 0; i < arguments.size(); i++) {
            String begin = arguments.get(i).value().prefix();
            if (!begin.startsWith("-o") && !begin.startsWith("--output")) {
                continue;
            }
            chosen = true;
            boolean alone = begin.equals("-o") || begin.equals("--output");
            boolean json = alone
                    && i + 1 < arguments.size()
                    && arguments.get(i + 1).value().isKnown()
                    && arguments.get(i + 1).value().prefix().equals("json");
            if (!json) {
                return true;
            }
        }
        return !chosen && !state.output().isEmpty();
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
            case "logout" -> state = state.with(SignIn.UNKNOWN, false);
            case "connection use" -> state = state.with(SignIn.UNKNOWN, true);
            case "cli config set" -> configure(call);
            case "cli config reset", "setup" -> state = state.configured("", "");
            default -> {
                // The others change nothing that counts here.
            }
        }
    }

    /** Another sign-in of the other kind without a sign-out between them may as well be the other branch of a choice. */
    private void login(Optional<String> written) {
        String how = written.orElse(state.authType()).toLowerCase(Locale.ROOT);
        SignIn now = OF_A_USER.contains(how)
                ? SignIn.USER
                : OF_AN_APPLICATION.contains(how) ? SignIn.APPLICATION : SignIn.UNKNOWN;
        state = state.with(state.signedIn() && now != state.signIn() ? SignIn.UNKNOWN : now, true);
    }

    private void configure(Call call) {
        Function<String, String> known = name -> value(call, name).orElse("");
        switch (known.apply("key")) {
            case "output" -> state = state.configured(known.apply("value"), state.authType());
            case "authType" -> state = state.configured(state.output(), known.apply("value"));
            case "" -> state = state.configured("", "");
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
