package m365ls.project;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import m365ls.feature.ContextFile;

/**
 * Finds the command line tool's context file, {@code .m365rc.json}. The tool reads it in the folder it is run in, which
 * for a script may be the script's own or the workspace's.
 */
public final class ContextFiles {

    /** The file's name. */
    public static final String NAME = ".m365rc.json";

    /** Larger files are not read, only known to be there. In bytes. */
    private static final long CAP = 1 << 20;

    private ContextFiles() {}

    /**
     * What the context files in {@code folders} may supply.
     *
     * @param folders the script's own and the workspace's; missing ones are fine
     * @param trusted whether their content may be used; if not, only their presence counts
     */
    public static ContextFile in(List<Path> folders, boolean trusted) {
        boolean present = false;
        boolean known = true;
        Set<String> options = new HashSet<>();
        for (Path folder : folders) {
            Path file = folder.resolve(NAME);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            present = true;
            known = known && trusted && readInto(file, options);
        }
        return present ? new ContextFile(true, known, options) : ContextFile.NONE;
    }

    private static boolean readInto(Path file, Set<String> options) {
        try {
            if (Files.size(file) > CAP) {
                return false;
            }
            JsonElement root = JsonParser.parseString(Files.readString(file));
            if (!root.isJsonObject()) {
                return false;
            }
            JsonElement context = root.getAsJsonObject().get("context");
            if (context != null && context.isJsonObject()) {
                options.addAll(context.getAsJsonObject().keySet());
            }
            JsonElement apps = root.getAsJsonObject().get("apps");
            if (apps != null) {
                // The commands named "app ..." take their application from here.
                options.add("appId");
            }
            return true;
        } catch (IOException | JsonParseException e) {
            // What cannot be read may supply anything.
            return false;
        }
    }
}
