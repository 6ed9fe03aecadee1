package m365ls.session;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What outlives a sign-out; nothing in it is secret.
 *
 * @param active id of the active connection; empty if there is none
 * @param clientId of the application that signed in last; empty if there was none
 * @param tenant in which it did
 * @param cloud in which it did
 * @param workspaces ids of connections by the workspaces that have a choice of their own, the one chosen last at the end
 */
public record Remembered(String active, String clientId, String tenant, Cloud cloud, Map<String, String> workspaces) {

    /** Nothing. */
    public static final Remembered NOTHING = new Remembered("", "", "", Cloud.PUBLIC, Map.of());

    /** Of more workspaces the choice is not kept: folders go, and nobody says so. */
    private static final int MOST_WORKSPACES = 500;

    public Remembered {
        workspaces = Collections.unmodifiableMap(new LinkedHashMap<>(workspaces));
    }

    /** The same with another active connection. */
    public Remembered withActive(String id) {
        return new Remembered(id, clientId, tenant, cloud, workspaces);
    }

    /** The same with the application that signed in last. */
    public Remembered with(Application application) {
        return new Remembered(active, application.clientId(), application.tenant(), application.cloud(), workspaces);
    }

    /** The same with a choice for a workspace; the oldest of too many is forgotten. */
    public Remembered withChoice(String workspace, String id) {
        Map<String, String> more = new LinkedHashMap<>(workspaces);
        more.remove(workspace);
        more.put(workspace, id);
        for (Iterator<String> oldest = more.keySet().iterator(); more.size() > MOST_WORKSPACES; ) {
            oldest.next();
            oldest.remove();
        }
        return new Remembered(active, clientId, tenant, cloud, more);
    }

    /** The same without a choice for a workspace. */
    public Remembered withoutChoice(String workspace) {
        Map<String, String> fewer = new LinkedHashMap<>(workspaces);
        fewer.remove(workspace);
        return new Remembered(active, clientId, tenant, cloud, fewer);
    }

    /** The same without a connection, wherever it was chosen. */
    public Remembered without(String id) {
        Map<String, String> others = new LinkedHashMap<>(workspaces);
        others.values().removeIf(id::equals);
        return new Remembered(active.equals(id) ? "" : active, clientId, tenant, cloud, others);
    }

    /** The id of the connection that was chosen for a workspace. */
    public Optional<String> choice(String workspace) {
        return Optional.ofNullable(workspaces.get(workspace));
    }
}
