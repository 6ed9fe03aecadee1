package m365ls.cli.session;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Reads options as the CLI does (yargs-parser): what begins with a hyphen is the next option and not this one's value,
 * which is then empty. Else a misspelled option would be taken for the password of the option before it. A hyphen alone
 * is a value, and so is what is written behind {@code =}.
 */
final class OptionalValue implements IParameterPreprocessor {

    @Override
    @SuppressWarnings("JdkObsolete") // The stack is picocli's.
    public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> state) {
        boolean attached = !" ".equals(state.get("separator"));
        boolean absent =
                args.isEmpty() || (args.peek().startsWith("-") && !args.peek().equals(LoginRequest.FROM_INPUT));
        if (!attached && absent) {
            args.push("");
        }
        return false;
    }
}
