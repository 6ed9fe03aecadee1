package m365ls.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * Something the client is asked to tell, for clients that take such wishes while they run.
 *
 * @param method the notification wished for
 * @param options of the registration
 */
record Registration(String method, JsonObject options) {

    /** Changes of files with these names, wherever they lie. */
    static Registration watching(List<String> names) {
        JsonArray watchers = new JsonArray();
        for (String name : names) {
            JsonObject watcher = new JsonObject();
            watcher.addProperty("globPattern", "**/" + name);
            watchers.add(watcher);
        }
        JsonObject options = new JsonObject();
        options.add("watchers", watchers);
        return new Registration("workspace/didChangeWatchedFiles", options);
    }

    /** Changes of the settings under {@code section}. */
    static Registration configuration(String section) {
        JsonObject options = new JsonObject();
        options.addProperty("section", section);
        return new Registration("workspace/didChangeConfiguration", options);
    }

    /** Parameters of the request that registers all of {@code wishes}. */
    static JsonObject params(List<Registration> wishes) {
        JsonArray registrations = new JsonArray();
        for (Registration wish : wishes) {
            JsonObject registration = new JsonObject();
            registration.addProperty("id", wish.method());
            registration.addProperty("method", wish.method());
            registration.add("registerOptions", wish.options());
            registrations.add(registration);
        }
        JsonObject params = new JsonObject();
        params.add("registrations", registrations);
        return params;
    }
}
