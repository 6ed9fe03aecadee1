package m365ls;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.cli.Version;
import m365ls.installation.Machine;
import m365ls.log.LogSetup;
import m365ls.lsp.SecretsKey;
import m365ls.lsp.Server;

/** Starts the program: the language server without arguments or with {@code serve}, else the command line. */
public final class Main {

    /** Makes the server read a key from its standard input before the messages. */
    static final String SECRETS_KEY_OPTION = "--secrets-key-on-stdin";

    private static final int BUFFER = 64 << 10;

    private Main() {}

    /** Runs the program and ends the process. */
    public static void main(String[] args) {
        LogSetup.install();
        // Before the rehearsal too, which has what a start needs put into the archive.
        Optional<StartArchive> archive = StartArchive.ofThisProcess();
        if (List.of(args).equals(List.of(StartArchive.REHEARSE_OPTION))) {
            int exitCode = 0;
            for (Rehearsal rehearsal : Rehearsal.ALL) {
                exitCode |= serve(rehearsal.input(), rehearsal.output(), Optional.empty());
            }
            System.exit(exitCode);
        }
        // The command line's library takes longer to load than the language server takes to answer.
        List<String> words = List.of(args);
        boolean withKey =
                words.equals(List.of("serve", SECRETS_KEY_OPTION)) || words.equals(List.of(SECRETS_KEY_OPTION));
        boolean serves = withKey || words.isEmpty() || words.equals(List.of("serve"));
        // Without lambdas, whose classes would be made at each start: the rehearsal does not come here.
        if (serves && archive.isPresent()) {
            archive.get().makeWhenCalm();
        }
        int exitCode = serves ? serve(withKey) : CommandLines.run(args);
        if (archive.isPresent()) {
            tellOfGoodStart(archive.get());
        }
        System.exit(exitCode);
    }

    private static void tellOfGoodStart(StartArchive archive) {
        try {
            archive.startedWell();
        } catch (IOException e) {
            // The next start goes without the archive, and makes it anew.
        }
    }

    /**
     * Serves a client over standard input and output.
     *
     * @param withKey whether the first line of standard input is a key for secrets
     * @return the exit code; 2 if that line is no key
     */
    static int serve(boolean withKey) {
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        // Whatever else writes to standard output, or reads from standard input, must not get between the messages.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        Optional<SecretsKey> key = withKey ? key(in) : Optional.empty();
        if (withKey && key.isEmpty()) {
            System.err.println("The first line of standard input must be 32 bytes in base64, the key for secrets.");
            return 2;
        }
        return serve(in, out, key);
    }

    private static int serve(InputStream in, OutputStream out, Optional<SecretsKey> key) {
        Server.Parts parts = new Server.Parts(
                Version::current,
                CatalogFile::builtIn,
                FormerNames::builtIn,
                Machine::current,
                key,
                () -> new CommandLibraries(Machine.current()));
        return new Server(parts, out, Runtime.getRuntime()::halt).serve(in);
    }

    private static Optional<SecretsKey> key(InputStream in) {
        try {
            return SecretsKey.read(in);
        } catch (IOException e) {
            // Nobody can speak to this process: the same as a line that is no key.
            return Optional.empty();
        }
    }
}
