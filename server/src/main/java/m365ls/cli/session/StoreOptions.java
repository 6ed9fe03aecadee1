package m365ls.cli.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of all commands that open the session: where its key is, and how the network is reached. */
class StoreOptions {

    @Option(
            names = "--key-in-file",
            description = "keep the key to stored sign-ins in a file that only you can read, where the system has no"
                    + " secret store; used from then on (also: M365LS_KEY_IN_FILE=1)")
    boolean keyInFile;

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "HTTP proxy, http://[user:password@]host:port (else HTTPS_PROXY or HTTP_PROXY)")
    String proxy = "";

    @Option(
            names = "--no-proxy",
            paramLabel = "HOSTS",
            split = ",",
            description = "hosts that are reached without it (else NO_PROXY)")
    List<String> noProxy = new ArrayList<>();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "certificate authorities to trust in addition, PEM; may be repeated (adds to M365LS_CA_FILE"
                    + " and NODE_EXTRA_CA_CERTS)")
    List<Path> caFiles = new ArrayList<>();

    @Option(names = "--system-trust", description = "trust the certificate authorities of the operating system too")
    boolean systemTrust;
}
