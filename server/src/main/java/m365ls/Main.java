package m365ls;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.cli.Version;
import m365ls.installation.Machine;
import m365ls.log.LogSetup;
import m365ls.lsp.Server;

/** Starts the program: the language server without arguments or with {@code serve}, else the command line. */
public final class Main {

    private static final int BUFFER = 64 << 10;

    private Main() {}

    /** Runs the program and ends the process. */
    public static void main(String[] args) {
        LogSetup.install();
        // The command line's library takes longer to load than the language server takes to answer.
        boolean serves = args.length == 0 || (args.length == 1 && args[0].equals("serve"));
        System.exit(serves ? serve() : CommandLines.run(args));
    }

    static int serve() {
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        // Whatever else writes to standard output, or reads from standard input, must not get between the messages.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        Server.Parts parts =
                new Server.Parts(Version::current, CatalogFile::builtIn, FormerNames::builtIn, Machine::current);
        return new Server(parts, out, () -> Runtime.getRuntime().halt(1)).serve(in);
    }
}
