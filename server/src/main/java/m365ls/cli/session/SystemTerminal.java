package m365ls.cli.session;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import m365ls.session.Secret;

/**
 * The terminal that the process was started in.
 *
 * @param console whose standard input and output are both the terminal
 */
public record SystemTerminal(Console console) implements Terminal {

    @Override
    public Optional<String> ask(String question) {
        return Optional.ofNullable(console.readLine("%s ", question))
                .map(String::strip)
                .filter(answer -> !answer.isEmpty());
    }

    @Override
    public Optional<Secret> askSecret(String question) {
        char[] typed = console.readPassword("%s ", question);
        if (typed == null || typed.length == 0) {
            return Optional.empty();
        }
        Secret secret = Secret.of(new String(typed));
        Arrays.fill(typed, ' ');
        return Optional.of(secret);
    }
}
