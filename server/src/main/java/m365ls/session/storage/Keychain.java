package m365ls.session.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The user's keychain on macOS, through the system's own command. */
record Keychain(SystemCommand command) implements SecretStore {

    /** The command's exit code for an item that is not there: the last byte of errSecItemNotFound (-25300). */
    private static final int NOT_FOUND = 44;

    static Optional<SecretStore> find(Path program) {
        return Files.isExecutable(program)
                ? Optional.of(new Keychain(new SystemCommand(program, SystemCommand.PERSON)))
                : Optional.empty();
    }

    @Override
    public String name() {
        return "the keychain of macOS";
    }

    @Override
    public Optional<String> read() throws IOException {
        SystemCommand.Result result =
                command.run(List.of("find-generic-password", "-s", "m365ls", "-a", "storage-key", "-w"), "");
        if (result.exitCode() == 0) {
            return Optional.of(result.output().strip());
        }
        if (result.exitCode() == NOT_FOUND) {
            return Optional.empty();
        }
        throw new IOException("It is locked, or access was refused. In a session without a desktop, unlock it with"
                + " \"security unlock-keychain\".");
    }

    /** The command takes a secret only as an argument; but with -i it reads commands from its standard input. */
    @Override
    public void write(String secret) throws IOException {
        String line = "add-generic-password -U -s m365ls -a storage-key -l \"m365ls: key of stored connections\" -w \""
                + secret + "\"\n";
        if (command.run(List.of("-i"), line).exitCode() != 0) {
            throw new IOException("It did not take the key.");
        }
    }
}
