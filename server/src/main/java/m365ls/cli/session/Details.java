package m365ls.cli.session;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import m365ls.cli.Console;
import m365ls.session.Connection;
import m365ls.session.Identity;

/**
 * Prints connections. Members of the JSON that the CLI prints too have its names ({@code connectionName}, {@code
 * connectedAs}, {@code authType}, {@code appId}, {@code appTenant}, {@code cloudType}).
 */
final class Details {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Console console;
    private final boolean json;

    Details(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /**
     * One connection.
     *
     * @param active whether it is the active one
     * @param kept where, in words
     */
    void print(Connection connection, boolean active, String kept) {
        if (json) {
            JsonObject object = object(connection, active);
            object.addProperty("keptIn", kept);
            print(object);
            return;
        }
        Identity identity = connection.identity();
        row("connection", connection.name() + (active ? " (active)" : ""));
        row("signed in as", nameOf(identity) + (isUser(identity) ? "" : " (application)"));
        row("by", connection.authType());
        row("tenant", identity.tenantId().isEmpty() ? connection.application().tenant() : identity.tenantId());
        row(
                "application",
                identity.clientId().isEmpty() ? connection.application().clientId() : identity.clientId());
        row("cloud", connection.application().cloud().cliName());
        row("token until", identity.expires().toString());
        row("kept", kept);
    }

    /** Many, a line or an element each. */
    void printAll(List<Connection> connections, String active) {
        if (json) {
            JsonArray array = new JsonArray();
            connections.forEach(
                    connection -> array.add(object(connection, connection.id().equals(active))));
            print(array);
            return;
        }
        int widest = connections.stream()
                .mapToInt(connection -> connection.name().length())
                .max()
                .orElse(0);
        for (Connection connection : connections) {
            Identity identity = connection.identity();
            console.print((connection.id().equals(active) ? "* " : "  ")
                    + connection.name()
                    + " ".repeat(widest - connection.name().length())
                    + "  " + nameOf(identity) + ", " + connection.authType()
                    + ", tenant " + identity.tenantId()
                    + ", application " + connection.application().clientId());
        }
    }

    /** That nobody is signed in, and the connections there are besides. */
    void printNobody(List<Connection> others) {
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("connectionName", "");
            object.add("others", names(others));
            print(object);
            return;
        }
        console.print("Not signed in.");
        if (!others.isEmpty()) {
            console.print("There are connections to use: m365ls connections use --name NAME");
            printAll(others, "");
        }
    }

    /** Whose sign-in was forgotten. */
    void printSignedOut(List<Connection> connections) {
        if (json) {
            JsonObject object = new JsonObject();
            object.add("signedOut", names(connections));
            print(object);
        } else if (connections.isEmpty()) {
            console.print("Nobody was signed in.");
        } else {
            connections.forEach(connection -> console.print("Signed out: " + connection.name()));
        }
    }

    private static JsonArray names(List<Connection> connections) {
        JsonArray names = new JsonArray();
        connections.forEach(connection -> names.add(connection.name()));
        return names;
    }

    /** An object or array of JSON. */
    void print(JsonElement element) {
        console.out().println(GSON.toJson(element));
    }

    /** What programs are told of a connection. */
    static JsonObject object(Connection connection, boolean active) {
        Identity identity = connection.identity();
        JsonObject object = new JsonObject();
        object.addProperty("connectionName", connection.name());
        object.addProperty("connectedAs", nameOf(identity));
        object.addProperty("authType", connection.authType());
        object.addProperty("appId", connection.application().clientId());
        object.addProperty("appTenant", connection.application().tenant());
        object.addProperty("cloudType", connection.application().cloud().cliName());
        object.addProperty("active", active);
        object.addProperty("kind", identity.kind().name().toLowerCase(Locale.ROOT));
        object.addProperty("tenantId", identity.tenantId());
        object.addProperty("expires", identity.expires().toString());
        object.add("scopes", GSON.toJsonTree(identity.scopes()));
        object.add("roles", GSON.toJsonTree(identity.roles()));
        return object;
    }

    private static boolean isUser(Identity identity) {
        return identity.kind() == Identity.Kind.USER;
    }

    /** A name for the account or application. */
    static String nameOf(Identity identity) {
        return identity.name().isEmpty() ? identity.objectId() : identity.name();
    }

    private void row(String title, String value) {
        console.print(String.format(Locale.ROOT, "%-13s %s", title, value));
    }
}
