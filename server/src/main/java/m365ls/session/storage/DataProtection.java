package m365ls.session.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import m365ls.installation.Machine;

/**
 * DPAPI of Windows, through Windows PowerShell: it encrypts for the user's account, and what it made lies in a file.
 *
 * @param file its name in {@code folder}
 */
record DataProtection(SystemCommand command, PrivateFolder folder, String file) implements SecretStore {

    private static final String SCRIPT = """
            $ErrorActionPreference = 'Stop'
            Add-Type -AssemblyName System.Security
            $in = [Convert]::FromBase64String([Console]::In.ReadToEnd().Trim())
            $out = [Security.Cryptography.ProtectedData]::%s($in, $null, 'CurrentUser')
            [Console]::Out.Write([Convert]::ToBase64String($out))
            """;

    static Optional<SecretStore> find(Machine machine, Path folder, String file) {
        return machine.folder("SystemRoot")
                .map(root -> root.resolve("System32")
                        .resolve("WindowsPowerShell")
                        .resolve("v1.0")
                        .resolve("powershell.exe"))
                .filter(Files::isExecutable)
                .map(program -> new DataProtection(
                        new SystemCommand(program, SystemCommand.PERSON), new PrivateFolder(folder), file));
    }

    @Override
    public String name() {
        return "the data protection of Windows";
    }

    @Override
    public Optional<String> read() throws IOException {
        Optional<byte[]> kept = folder.read(file);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(run("Unprotect", new String(kept.get(), StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void write(String secret) throws IOException {
        folder.write(file, run("Protect", secret).getBytes(StandardCharsets.US_ASCII));
    }

    /** @param input in base64, as the answer is */
    private String run(String method, String input) throws IOException {
        SystemCommand.Result result = command.run(
                List.of("-NoLogo", "-NoProfile", "-NonInteractive", "-Command", SCRIPT.formatted(method)), input);
        String output = result.output().strip();
        if (result.exitCode() != 0 || output.isEmpty()) {
            throw new IOException("Windows PowerShell could not " + (method.equals("Protect") ? "encrypt" : "decrypt")
                    + " the key for this account.");
        }
        return output;
    }
}
