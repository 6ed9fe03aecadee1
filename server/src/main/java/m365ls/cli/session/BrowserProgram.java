package m365ls.cli.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.installation.Machine;

/**
 * The program of the operating system that opens an address in the user's browser. It is started by its whole path, and
 * the address is one argument of it: no shell reads it.
 *
 * @param command the program and its arguments before the address
 */
record BrowserProgram(List<String> command) {

    BrowserProgram {
        command = List.copyOf(command);
    }

    /** The program of {@code machine}; empty if there is none, or no screen on which a browser could be seen. */
    static Optional<BrowserProgram> find(Machine machine) {
        return switch (machine.platform()) {
            case MACOS -> of(machine.root().resolve("usr").resolve("bin").resolve("open"));
            case WINDOWS ->
                machine.folder("SystemRoot")
                        .flatMap(system ->
                                of(system.resolve("System32").resolve("rundll32.exe"), "url.dll,FileProtocolHandler"));
            case LINUX -> onLinux(machine);
        };
    }

    private static Optional<BrowserProgram> onLinux(Machine machine) {
        boolean desktop = machine.variable("DISPLAY").isPresent()
                || machine.variable("WAYLAND_DISPLAY").isPresent();
        // The Windows subsystem for Linux has Windows' browser, which reaches the subsystem's loopback address.
        boolean subsystem = machine.variable("WSL_DISTRO_NAME").isPresent();
        List<String> names = new ArrayList<>();
        if (subsystem) {
            names.add("wslview");
        }
        if (desktop) {
            names.add("xdg-open");
        }
        return names.stream()
                .flatMap(name -> machine.searchPath().stream().map(folder -> folder.resolve(name)))
                .flatMap(file -> of(file).stream())
                .findFirst();
    }

    private static Optional<BrowserProgram> of(Path program, String... arguments) {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return Optional.of(new BrowserProgram(command));
    }

    /**
     * Opens a page, without waiting for the browser's end.
     *
     * @return whether the program was started
     */
    boolean open(URI address) {
        List<String> words = new ArrayList<>(command);
        words.add(address.toASCIIString());
        ProcessBuilder builder = new ProcessBuilder(words)
                // Not the current folder: it can be one that somebody else has filled.
                .directory(Path.of(command.get(0)).resolveSibling("").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().getOutputStream().close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
