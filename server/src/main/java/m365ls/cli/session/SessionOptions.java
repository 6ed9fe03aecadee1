package m365ls.cli.session;

import picocli.CommandLine.Option;

/** Options that all commands of the session have which print something about it. */
final class SessionOptions extends StoreOptions {

    /** Forms of the output. */
    enum Output {
        text,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "text or json (${DEFAULT-VALUE})")
    Output output = Output.text;

    boolean json() {
        return output == Output.json;
    }
}
