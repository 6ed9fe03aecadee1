package m365ls.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import m365ls.catalog.CommandText;
import m365ls.gateway.Refusal;
import m365ls.session.Identity;

/** What a user can do about a service's refusal, beside what the service itself says. */
final class Advice {

    /** Permissions as Microsoft's services name them: what of, what may be done, of whose. */
    private static final Pattern PERMISSION = Pattern.compile("([\\w-]+)\\.(\\w+)((?:\\.\\w+)*)");

    /** What may be done, each including those before it. */
    private static final List<String> RANKS =
            List.of("ReadBasic", "Read", "Write", "ReadWrite", "Manage", "FullControl");

    private Advice() {}

    /**
     * A sentence or two; empty if there is nothing to add.
     *
     * @param command its name
     * @param text what the documentation says of it
     */
    static String of(String command, CommandText text, Refusal refusal) {
        return switch (refusal.status()) {
            case 401 -> unauthorized(command, text, refusal);
            case 403 -> forbidden(command, text, refusal);
            case 404 -> "Nothing was found at " + refusal.address() + ".";
            default -> "";
        };
    }

    private static String unauthorized(String command, CommandText text, Refusal refusal) {
        if (refusal.as().isEmpty()) {
            return refusal.host() + " wants a sign-in, and got none: the request was sent without a token.";
        }
        String missing = permissions(command, text, refusal.as().get(), refusal.host());
        return missing.isEmpty()
                ? refusal.host() + " does not take the token of this sign-in. Sign in again, or in another way."
                : missing;
    }

    private static String forbidden(String command, CommandText text, Refusal refusal) {
        if (refusal.as().isEmpty()) {
            return refusal.host() + " refuses requests without a token.";
        }
        Identity as = refusal.as().get();
        String missing = permissions(command, text, as, refusal.host());
        if (!missing.isEmpty()) {
            return missing;
        }
        return as.kind() == Identity.Kind.USER
                ? "The sign-in has the permissions that '" + command + "' is documented to need. " + named(as)
                        + " may not do this: a role, or access to what the command works on, is missing."
                : "The sign-in has the permissions that '" + command + "' is documented to need. Access to what the"
                        + " command works on is missing, or the service takes no application for this.";
    }

    /** What the kind of sign-in or its permissions lack, by the documentation; empty if nothing, or nothing is known. */
    private static String permissions(String command, CommandText text, Identity as, String host) {
        m365ls.catalog.Identity kind = as.kind() == Identity.Kind.USER
                ? m365ls.catalog.Identity.DELEGATED
                : m365ls.catalog.Identity.APPLICATION;
        List<CommandText.Permission> documented = text.permissions().stream()
                .filter(each -> each.identity() == kind)
                .toList();
        boolean isSupported = documented.stream().anyMatch(each -> !each.names().isEmpty());
        if (!documented.isEmpty() && !isSupported) {
            return as.kind() == Identity.Kind.USER
                    ? "'" + command + "' works with the sign-in of an application only, not with that of a person."
                    : "'" + command + "' works with the sign-in of a person only, not with that of an application.";
        }
        Optional<CommandText.Permission> needed = documented.stream()
                .filter(each -> isOn(each.resource(), host) && !each.names().isEmpty())
                .findFirst();
        List<String> has = as.kind() == Identity.Kind.USER ? as.scopes() : as.roles();
        List<String> missing = needed.map(CommandText.Permission::names).orElse(List.of()).stream()
                .filter(name -> has.stream().noneMatch(own -> includes(own, name)))
                .toList();
        if (missing.isEmpty()) {
            return "";
        }
        return "The sign-in lacks the " + (as.kind() == Identity.Kind.USER ? "delegated" : "application")
                + (missing.size() == 1 ? " permission " : " permissions ")
                + missing.stream().collect(Collectors.joining(", ")) + " of "
                + needed.orElseThrow().resource()
                + ". Have an administrator grant " + (missing.size() == 1 ? "it" : "them") + " to the application "
                + as.clientId() + ", then sign in again.";
    }

    private static String named(Identity as) {
        return as.name().isEmpty() ? "The account" : as.name();
    }

    /** Whether a host belongs to a resource, as the documentation names it. */
    private static boolean isOn(String resource, String host) {
        boolean isSharePoint = host.contains(".sharepoint");
        boolean isGraph = host.contains("graph");
        return switch (resource) {
            case "SharePoint" -> isSharePoint;
            case "Microsoft Graph" -> isGraph;
            default -> !isSharePoint && !isGraph;
        };
    }

    /** Whether who has the permission {@code own} needs no {@code wanted}. */
    static boolean includes(String own, String wanted) {
        if (own.equalsIgnoreCase(wanted)) {
            return true;
        }
        Matcher has = PERMISSION.matcher(own);
        Matcher wants = PERMISSION.matcher(wanted);
        return has.matches()
                && wants.matches()
                && has.group(1).equals(wants.group(1))
                && (has.group(3).equals(wants.group(3)) || has.group(3).equals(".All"))
                && RANKS.contains(wants.group(2))
                && RANKS.indexOf(has.group(2)) >= RANKS.indexOf(wants.group(2));
    }
}
