package m365ls.cli.session;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import m365ls.cli.Console;
import m365ls.installation.Machine;

/**
 * Where the commands of the session work.
 *
 * @param machine whose environment, folders and programs count
 * @param console for what they print
 * @param terminal to ask the user; empty where nobody can be asked, such as in a pipeline
 * @param clock to tell how long a code is good
 */
public record Workplace(Machine machine, Console console, Supplier<Optional<Terminal>> terminal, Clock clock) {}
