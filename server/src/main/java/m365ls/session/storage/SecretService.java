package m365ls.session.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keyring of a Linux desktop, through the command of libsecret. */
record SecretService(SystemCommand command) implements SecretStore {

    /** Where distributions put the command; NixOS has a folder of its own. */
    static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/secret-tool"),
            Path.of("/usr/local/bin/secret-tool"),
            Path.of("/run/current-system/sw/bin/secret-tool"));

    private static final List<String> ATTRIBUTES = List.of("service", "m365ls", "account", "storage-key");

    static Optional<SecretStore> find(List<Path> places) {
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> new SecretService(new SystemCommand(file, SystemCommand.PERSON)));
    }

    @Override
    public String name() {
        return "the keyring (libsecret)";
    }

    @Override
    public Optional<String> read() throws IOException {
        SystemCommand.Result result = command.run(with("lookup"), "");
        String found = result.output().strip();
        if (result.exitCode() == 0 && !found.isEmpty()) {
            return Optional.of(found);
        }
        // It ends with 1 and says nothing if there is no such secret.
        if (result.errors().isBlank()) {
            return Optional.empty();
        }
        throw new IOException(
                "secret-tool could not reach it. It needs a desktop session, or gnome-keyring started by hand.");
    }

    @Override
    public void write(String secret) throws IOException {
        if (command.run(with("store", "--label=m365ls: key of stored connections"), secret)
                        .exitCode()
                != 0) {
            throw new IOException("secret-tool could not put the key there. Is the keyring locked?");
        }
    }

    private static List<String> with(String... start) {
        return Stream.concat(Stream.of(start), ATTRIBUTES.stream()).toList();
    }
}
