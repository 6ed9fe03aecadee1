package m365ls.installation;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.installation.CliInstallation.Origin;

/** Finds installed CLIs by reading folders and small files. Runs nothing; asking npm would take a second. */
final class Installations {

    private static final String NAME = "@pnp/cli-microsoft365";
    private static final int LARGEST_PACKAGE_JSON = 1024 * 1024;
    private static final int LARGEST_SHIM = 64 * 1024;

    private final Machine machine;
    private final Wishes wishes;

    Installations(Machine machine, Wishes wishes) {
        this.machine = machine;
        this.wishes = wishes;
    }

    /** The package at {@code place}, or in the {@code node_modules} of it. */
    Optional<CliInstallation> at(Path place, Origin origin) {
        Path folder = place.toAbsolutePath().normalize();
        List<Path> candidates = List.of(
                folder,
                inModules(folder.resolve("node_modules")),
                inModules(folder.resolve("lib").resolve("node_modules")));
        for (Path root : candidates) {
            Optional<Version> version = version(root);
            if (version.isPresent()) {
                return Optional.of(new CliInstallation(root, version.get(), origin));
            }
        }
        return Optional.empty();
    }

    /** The installation of the first trusted folder that has one. */
    Optional<CliInstallation> inTrustedFolder() {
        return wishes.trustedFolders().stream()
                .flatMap(folder -> at(folder, Origin.WORKSPACE).stream())
                .findFirst();
    }

    /** The installation that {@code m365} means on the user's command line, else one where installers put it. */
    Optional<CliInstallation> global() {
        Set<Path> roots = new LinkedHashSet<>();
        for (Path folder : machine.searchPath()) {
            roots.addAll(behind(folder.resolve(machine.isWindows() ? "m365.cmd" : "m365")));
        }
        for (Path modules : globalModules()) {
            roots.add(inModules(modules));
        }
        for (Path root : roots) {
            if (!wishes.isOpen(root)) {
                Optional<Version> version = version(root);
                if (version.isPresent()) {
                    return Optional.of(new CliInstallation(root, version.get(), Origin.GLOBAL));
                }
            }
        }
        return Optional.empty();
    }

    /** Package folders that the program or shim {@code file} may lead to. */
    private static List<Path> behind(Path file) {
        try {
            Path real = file.toRealPath();
            for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
                if (folder.endsWith(Path.of("@pnp", "cli-microsoft365"))) {
                    return List.of(folder);
                }
            }
            return textOf(real, LARGEST_SHIM).map(text -> namedIn(text, real)).orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Package folders that a shim names. npm, pnpm and yarn write scripts that name the package's program in quotes,
     * relative to the script's own folder, which {@code cmd} calls {@code %dp0%} and their shell scripts
     * {@code $basedir}.
     */
    private static List<Path> namedIn(String shim, Path file) {
        List<Path> roots = new ArrayList<>();
        String text = shim.replace('\\', '/');
        for (int at = text.indexOf(NAME); at >= 0; at = text.indexOf(NAME, at + 1)) {
            int start = at;
            while (start > 0 && "\"'\r\n".indexOf(text.charAt(start - 1)) < 0) {
                start--;
            }
            String path = text.substring(start, at + NAME.length())
                    .replace("%dp0%/", "")
                    .replace("%~dp0/", "")
                    .replace("%~dp0", "")
                    .replace("$basedir/", "");
            try {
                roots.add(file.resolveSibling(path).normalize());
            } catch (InvalidPathException e) {
                // Something else that only mentions the package: the next mention may be a path.
            }
        }
        return roots;
    }

    /** Folders that hold packages installed for the account or machine, the likeliest first. */
    private List<Path> globalModules() {
        List<Path> prefixes = new ArrayList<>();
        machine.folder("npm_config_prefix").ifPresent(prefixes::add);
        machine.folder("NPM_CONFIG_PREFIX").ifPresent(prefixes::add);
        configuredPrefix().ifPresent(prefixes::add);
        for (Path folder : machine.searchPath()) {
            if (Files.isRegularFile(folder.resolve(machine.isWindows() ? "node.exe" : "node"))) {
                prefixes.add(machine.isWindows() ? folder : parent(folder));
            }
        }
        if (machine.isWindows()) {
            machine.folder("APPDATA").map(f -> f.resolve("npm")).ifPresent(prefixes::add);
            machine.folder("NVM_SYMLINK").ifPresent(prefixes::add);
            machine.folder("ProgramFiles").map(f -> f.resolve("nodejs")).ifPresent(prefixes::add);
        } else {
            prefixes.add(machine.home().resolve(".npm-global"));
            prefixes.add(machine.home().resolve(".local"));
            prefixes.add(machine.root().resolve("opt/homebrew"));
            prefixes.add(machine.root().resolve("usr/local"));
            prefixes.add(machine.root().resolve("usr"));
        }
        prefixes.add(volta().resolve("tools/image/packages").resolve(NAME));
        prefixes.addAll(versionManagers());

        List<Path> modules = new ArrayList<>();
        for (Path prefix : prefixes) {
            modules.add(
                    machine.isWindows()
                            ? prefix.resolve("node_modules")
                            : prefix.resolve("lib").resolve("node_modules"));
        }
        return modules;
    }

    private Path volta() {
        Path usual = machine.isWindows()
                ? machine.folder("LOCALAPPDATA").orElse(machine.home()).resolve("Volta")
                : machine.home().resolve(".volta");
        return machine.folder("VOLTA_HOME").orElse(usual);
    }

    /** One folder for each Node that a version manager keeps, the newest first. */
    private List<Path> versionManagers() {
        Path share = machine.folder("XDG_DATA_HOME")
                .orElse(machine.home().resolve(".local").resolve("share"));
        Path nvm = machine.folder("NVM_DIR").orElse(machine.home().resolve(".nvm"));
        List<Path> nodes = new ArrayList<>();
        if (machine.isWindows()) {
            machine.folder("NVM_HOME").ifPresent(home -> nodes.addAll(newestFirst(home)));
        } else {
            nodes.addAll(newestFirst(nvm.resolve("versions/node")));
            for (Path node : newestFirst(share.resolve("fnm/node-versions"))) {
                nodes.add(node.resolve("installation"));
            }
            nodes.addAll(newestFirst(share.resolve("mise/installs/node")));
            nodes.addAll(newestFirst(machine.home().resolve(".asdf/installs/nodejs")));
        }
        return nodes;
    }

    private static List<Path> newestFirst(Path folder) {
        record Kept(Version version, Path folder) {}
        List<Kept> kept = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                Version.of(name.startsWith("v") ? name.substring(1) : name)
                        .ifPresent(version -> kept.add(new Kept(version, child)));
            }
        } catch (IOException e) {
            // No such version manager here.
        }
        kept.sort(Comparator.comparing(Kept::version, Version.BY_NUMBER).reversed());
        return kept.stream().map(Kept::folder).toList();
    }

    /** The prefix that the user's {@code .npmrc} names. */
    private Optional<Path> configuredPrefix() {
        Optional<String> text = textOf(machine.home().resolve(".npmrc"), LARGEST_SHIM);
        for (String line : text.orElse("").split("\\R")) {
            String[] setting = line.split("=", 2);
            if (setting.length == 2 && setting[0].trim().equals("prefix")) {
                String value = setting[1]
                        .trim()
                        .replace("\"", "")
                        .replace("${HOME}", machine.home().toString());
                try {
                    Path prefix = value.startsWith("~/") ? machine.home().resolve(value.substring(2)) : Path.of(value);
                    return Optional.of(prefix).filter(Path::isAbsolute);
                } catch (InvalidPathException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The version of the package in {@code root}, if the package there is the CLI. */
    private static Optional<Version> version(Path root) {
        Optional<String> text = textOf(root.resolve("package.json"), LARGEST_PACKAGE_JSON);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String name = "";
        String version = "";
        try (JsonReader in = new JsonReader(new StringReader(text.get()))) {
            in.beginObject();
            while (in.hasNext()) {
                String field = in.nextName();
                boolean wanted = field.equals("name") || field.equals("version");
                if (!wanted || in.peek() != JsonToken.STRING) {
                    in.skipValue();
                } else if (field.equals("name")) {
                    name = in.nextString();
                } else {
                    version = in.nextString();
                }
            }
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
        return name.equals(NAME) ? Version.of(version) : Optional.empty();
    }

    private static Optional<String> textOf(Path file, int largest) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            return bytes.length > largest ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path inModules(Path modules) {
        return modules.resolve("@pnp").resolve("cli-microsoft365");
    }

    private static Path parent(Path folder) {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }
}
