package m365ls.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The delegated permissions that an application can be registered with. */
final class DelegatedPermissions {
    private static final String FILE = "permissions.tsv";

    /** Microsoft Graph, by Microsoft's page "Microsoft Graph permissions reference". */
    static final String GRAPH = "00000003-0000-0000-c000-000000000000";

    /**
     * A delegated permission.
     *
     * @param api the application id of what it is a permission for, the same in all tenants and clouds
     * @param name such as {@code User.Read}
     */
    record Permission(String api, String name) {}

    private DelegatedPermissions() {}

    /** Those that are asked for, without repeats. */
    static List<Permission> of(ApplicationSetup.Permissions wanted) {
        return switch (wanted) {
            case MINIMAL -> List.of(new Permission(GRAPH, "User.Read"));
            case ALL -> all();
        };
    }

    private static List<Permission> all() {
        try (InputStream file = DelegatedPermissions.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("This program lacks its file " + FILE + ". Install it again.");
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Permission(fields[0], fields[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
