package m365ls.run;

import java.util.List;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.script.ArgumentList;
import m365ls.script.OptionValue;

/** Which options take secrets, and which commands hand them out; read in the CLI's commands of version 11.11.0. */
public final class SecretOptions {

    private static final Set<String> OPTIONS = Set.of(
            "password",
            "currentPassword",
            "newPassword",
            "secret",
            "clientSecret",
            "apiKey",
            "certificateBase64Encoded",
            "authorization");

    private static final Set<String> HANDING_OUT =
            Set.of("login", "util accesstoken get", "entra app add", "entra user add", "entra user set");

    private SecretOptions() {}

    /** Whether the value of an option with this long name is a secret. */
    public static boolean contains(String option) {
        return OPTIONS.contains(option);
    }

    /** The arguments of a call with a mask for the secrets among them. */
    static List<String> masked(ArgumentList call) {
        ArgumentList masked = call;
        for (String option : call.options().keySet()) {
            if (contains(option)) {
                masked = masked.with(option, new OptionValue.Text("***"));
            }
        }
        return masked.arguments();
    }

    /** Whether what a command prints, or is given in whatever option, can be a secret. */
    public static boolean isAllSecret(CommandSpec command) {
        return HANDING_OUT.contains(command.name());
    }
}
