package m365ls.command;

/**
 * A command in Java.
 *
 * @param name as the catalogue has it
 * @param access who may run it
 * @param wording how it words what goes wrong
 * @param action what it does
 */
public record NativeCommand(String name, Access access, Wording wording, Action action) {

    /** On SharePoint. */
    public static NativeCommand sharePoint(String name, Action action) {
        return new NativeCommand(name, Access.SHAREPOINT, Wording.SERVICE, action);
    }

    /** On any service, by whoever is signed in. */
    public static NativeCommand signedIn(String name, Action action) {
        return new NativeCommand(name, Access.SIGNED_IN, Wording.SERVICE, action);
    }

    /** The same command for others. */
    public NativeCommand with(Access others) {
        return new NativeCommand(name, others, wording, action);
    }

    /** The same command with another wording. */
    public NativeCommand with(Wording other) {
        return new NativeCommand(name, access, other, action);
    }
}
