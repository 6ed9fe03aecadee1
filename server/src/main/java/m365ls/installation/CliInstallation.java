package m365ls.installation;

import java.nio.file.Path;

/**
 * An installed CLI for Microsoft 365.
 *
 * @param root absolute path of the package's folder, the one with its {@code package.json}
 * @param origin how it was found
 */
public record CliInstallation(Path root, Version version, Origin origin) {

    /** How an installation was found. */
    public enum Origin {
        /** The user named it. */
        NAMED,
        /** It lies in a workspace folder that the user trusts. */
        WORKSPACE,
        /** It is installed for the whole account or machine. */
        GLOBAL
    }
}
