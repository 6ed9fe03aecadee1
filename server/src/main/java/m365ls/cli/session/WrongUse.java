package m365ls.cli.session;

import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with the arguments of a command of the session without repeating what may be a secret: a password
 * with a blank in it that was not quoted reaches the program as two arguments, and logs of pipelines are read by many.
 * Other commands are left to another handler.
 */
final class WrongUse implements IParameterExceptionHandler {

    private final IParameterExceptionHandler others;

    /** @param others for commands that are not of the session */
    WrongUse(IParameterExceptionHandler others) {
        this.others = others;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) throws Exception {
        CommandLine command = wrong.getCommandLine();
        if (!isOfTheSession(command)) {
            return others.handleParseException(wrong, args);
        }
        String message = wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched.getUnmatched())
                : Objects.requireNonNullElse(wrong.getMessage(), "The arguments cannot be read.");
        command.getErr().println(message);
        command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what there is.");
        return CommandLine.ExitCode.USAGE;
    }

    private static boolean isOfTheSession(CommandLine command) {
        for (CommandLine at = command; at != null; at = at.getParent()) {
            if (at.getCommandSpec().userObject() instanceof SessionCommand) {
                return true;
            }
        }
        return false;
    }

    private static String unmatched(List<String> arguments) {
        String first = arguments.get(0);
        if (!first.startsWith("-")) {
            return "There is an argument that belongs to no option. Values with blanks need quotes.";
        }
        // What follows the name may be the value.
        String name = first.startsWith("--") ? first.split("=", 2)[0] : first.substring(0, Math.min(2, first.length()));
        return "There is no option " + name + ".";
    }
}
