package m365ls.validation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import m365ls.script.OptionValue;

/**
 * What the tool's checks ask of the world outside. All of it is an input, so that the same call has the same verdict;
 * each answer may be that it is not known.
 *
 * @param files what there is under a path, as it is written on the command line
 * @param contents the content of a file; empty if it is not known
 * @param folder the working folder, with slashes; empty if it is not known
 * @param clock the time; empty if it is not known
 * @param zone where dates without a zone are read
 * @param platform the operating system by the name it has in Node.js, such as {@code win32}; empty if it is not known
 * @param environment the environment variables; empty if they are not known
 * @param connections names of the stored connections; empty if they are not known
 * @param settings the tool's settings by their names; empty if they are not known
 * @param sharePoint what is known of the tenant's SharePoint address
 * @param context options from {@code .m365rc.json}, by their long names; empty if they are not known
 */
public record World(
        Function<String, FileKind> files,
        Function<String, Optional<String>> contents,
        Optional<String> folder,
        Optional<Instant> clock,
        ZoneId zone,
        Optional<String> platform,
        Optional<Map<String, String>> environment,
        Optional<Set<String>> connections,
        Optional<Map<String, String>> settings,
        SharePoint sharePoint,
        Optional<Map<String, OptionValue>> context) {

    /** What there is under a path. */
    public enum FileKind {
        ABSENT,
        FILE,
        FOLDER,
        UNKNOWN
    }

    /**
     * The tenant's SharePoint address, which completes addresses that begin with a slash.
     *
     * @param known whether it is known which it is, or that there is none
     * @param address the address; empty if there is none
     */
    public record SharePoint(boolean known, String address) {}

    /** Nothing is known, but that there is no {@code .m365rc.json}. */
    public static final World UNKNOWN = new World(
            path -> FileKind.UNKNOWN,
            path -> Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneId.of("UTC"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new SharePoint(false, ""),
            Optional.of(Map.of()));

    /** The same, but for the options from {@code .m365rc.json}. */
    public World withContext(Optional<Map<String, OptionValue>> other) {
        return new World(
                files, contents, folder, clock, zone, platform, environment, connections, settings, sharePoint, other);
    }
}
