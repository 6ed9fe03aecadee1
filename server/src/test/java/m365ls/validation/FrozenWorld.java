package m365ls.validation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.validation.World.FileKind;

/** The surroundings in which the real tool is asked: the same as in {@code oracle.mjs} with {@code --frozen}. */
public final class FrozenWorld {

    private static final Map<String, String> FILES = Map.of(
            "/room/present.txt", "some text",
            "/room/data.json", "{\"name\":\"x\",\"a\":[1,2]}",
            "/room/guid.txt", "1caf7dcd-7e83-4c3a-94f7-932a1299c844");

    private static final Set<String> FOLDERS = Set.of("/room", "/room/folder", "/", "/tmp");

    public static final World WORLD = new World(
            FrozenWorld::kind,
            path -> Optional.ofNullable(FILES.get(whole(path))),
            Optional.of("/room"),
            Optional.of(Instant.parse("2026-06-01T12:00:00Z")),
            ZoneId.of("UTC"),
            Optional.of("linux"),
            Optional.of(Map.of()),
            Optional.of(Set.of()),
            Optional.of(Map.of()),
            new World.SharePoint(true, ""),
            Optional.of(Map.of()));

    private FrozenWorld() {}

    private static FileKind kind(String path) {
        String whole = whole(path);
        return FILES.containsKey(whole) ? FileKind.FILE : FOLDERS.contains(whole) ? FileKind.FOLDER : FileKind.ABSENT;
    }

    private static String whole(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (path.startsWith("/") ? path : "/room/" + path).split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return "/" + String.join("/", steps);
    }
}
