package m365ls.command;

import java.util.Set;

/**
 * A command in Java.
 *
 * @param name as the catalogue has it
 * @param access who may run it
 * @param wording how it words what goes wrong
 * @param action what it does
 * @param bare options that its code takes for switches though they may have a value
 */
public record NativeCommand(String name, Access access, Wording wording, Action action, Set<String> bare) {

    public NativeCommand {
        bare = Set.copyOf(bare);
    }

    /** On SharePoint. */
    public static NativeCommand sharePoint(String name, Action action) {
        return new NativeCommand(name, Access.SHAREPOINT, Wording.SERVICE, action, Set.of());
    }

    /** On any service, by whoever is signed in. */
    public static NativeCommand signedIn(String name, Action action) {
        return new NativeCommand(name, Access.SIGNED_IN, Wording.SERVICE, action, Set.of());
    }

    /** The same command for others. */
    public NativeCommand with(Access others) {
        return new NativeCommand(name, others, wording, action, bare);
    }

    /** The same command with another wording. */
    public NativeCommand with(Wording other) {
        return new NativeCommand(name, access, other, action, bare);
    }

    /** The same command, whose options of these names are switches that may have a value. */
    public NativeCommand withBare(String... names) {
        return new NativeCommand(name, access, wording, action, Set.of(names));
    }
}
