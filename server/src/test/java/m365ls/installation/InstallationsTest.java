package m365ls.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.installation.CliInstallation.Origin;
import m365ls.installation.Machine.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationsTest {

    @TempDir
    Path folder;

    @Test
    void findsNothingOnAnEmptyMachine() {
        for (Platform platform : Platform.values()) {
            assertGlobal(Optional.empty(), new FakeMachine(platform, folder));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/node_modules",
                "usr/local/lib/node_modules",
                "opt/homebrew/lib/node_modules",
                "home/.npm-global/lib/node_modules",
                "home/.local/lib/node_modules",
                "home/.nvm/versions/node/v22.1.0/lib/node_modules",
                "home/.local/share/fnm/node-versions/v22.1.0/installation/lib/node_modules",
                "home/.local/share/mise/installs/node/22.1.0/lib/node_modules",
                "home/.asdf/installs/nodejs/22.1.0/lib/node_modules",
                "home/.volta/tools/image/packages/@pnp/cli-microsoft365/lib/node_modules",
            })
    void looksWhereInstallersPutPackagesOnLinuxAndMacOs(String modules) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        Path root = fake.cli(modules, "11.2.0");
        assertGlobal(Optional.of(root), fake);
        assertGlobal(Optional.of(root), new FakeMachine(Platform.MACOS, folder));
    }

    @ParameterizedTest
    @CsvSource({
        "APPDATA, home/AppData/Roaming, home/AppData/Roaming/npm/node_modules",
        "AppData, home/AppData/Roaming, home/AppData/Roaming/npm/node_modules",
        "ProgramFiles, Program Files, Program Files/nodejs/node_modules",
        "NVM_SYMLINK, nvm4w/nodejs, nvm4w/nodejs/node_modules",
        "NVM_HOME, nvm, nvm/v22.1.0/node_modules",
        "npm_config_prefix, own, own/node_modules",
        "LOCALAPPDATA, Local, Local/Volta/tools/image/packages/@pnp/cli-microsoft365/node_modules",
        "VOLTA_HOME, volta, volta/tools/image/packages/@pnp/cli-microsoft365/node_modules",
    })
    void looksWhereInstallersPutPackagesOnWindows(String variable, String value, String modules) {
        FakeMachine fake = new FakeMachine(Platform.WINDOWS, folder).set(variable, value);
        assertGlobal(Optional.of(fake.cli(modules, "11.2.0")), fake);
    }

    @ParameterizedTest
    @CsvSource({
        "NVM_DIR, nvm, nvm/versions/node/v22.1.0/lib/node_modules",
        "XDG_DATA_HOME, data, data/mise/installs/node/22.1.0/lib/node_modules",
        "NPM_CONFIG_PREFIX, own, own/lib/node_modules",
        "VOLTA_HOME, volta, volta/tools/image/packages/@pnp/cli-microsoft365/lib/node_modules",
    })
    void looksWhereVariablesLead(String variable, String value, String modules) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).set(variable, value);
        assertGlobal(Optional.of(fake.cli(modules, "11.2.0")), fake);
    }

    @Test
    void takesThePackageOfTheNewestNode() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        fake.cli("home/.nvm/versions/node/v9.11.2/lib/node_modules", "10.0.0");
        Path newest = fake.cli("home/.nvm/versions/node/v22.1.0/lib/node_modules", "11.0.0");
        fake.cli("home/.nvm/versions/node/v20.19.4/lib/node_modules", "12.0.0");
        assertGlobal(Optional.of(newest), fake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix=%s/own", "  prefix = \"%s/own\"", "x=y\r\nprefix=%s/own\r\n"})
    void readsThePrefixOfTheUsersNpm(String npmrc) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        FakeMachine.write(fake.path("home/.npmrc"), npmrc.formatted(fake.path("")));
        assertGlobal(Optional.of(fake.cli("own/lib/node_modules", "11.2.0")), fake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix=~/own", "prefix=${HOME}/own"})
    void readsAPrefixBelowTheUsersHome(String npmrc) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        FakeMachine.write(fake.path("home/.npmrc"), npmrc);
        assertGlobal(Optional.of(fake.cli("home/own/lib/node_modules", "11.2.0")), fake);
    }

    @Test
    void followsTheLinkOnPath() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("empty", "tools/bin");
        Path root = fake.cli("tools/lib/node_modules", "11.2.0");
        fake.cli("usr/local/lib/node_modules", "10.0.0");
        fake.link("tools/bin/m365", Path.of("../lib/node_modules/@pnp/cli-microsoft365/dist/index.js"));
        assertGlobal(Optional.of(root), fake);
    }

    @Test
    void looksBesideTheNodeOnPath() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("node22/bin");
        fake.program("node22/bin/node");
        assertGlobal(Optional.of(fake.cli("node22/lib/node_modules", "11.2.0")), fake);
        FakeMachine windows = new FakeMachine(Platform.WINDOWS, folder).searchPath("node");
        windows.program("node/node.exe");
        assertGlobal(Optional.of(windows.cli("node/node_modules", "11.2.0")), windows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & \"%_prog%\"  \"%dp0%\\node_modules\\@pnp\\"
                        + "cli-microsoft365\\dist\\index.js\" %*",
                "@SETLOCAL\r\n@node  \"%~dp0\\node_modules\\@pnp\\cli-microsoft365\\dist\\index.js\" %*\r\n",
                "@node \"%~dp0node_modules\\@pnp\\cli-microsoft365\\dist\\index.js\" %*\r\n",
                "@REM for @pnp/cli-microsoft365\r\n@node \"%dp0%\\.\\node_modules\\@pnp\\cli-microsoft365\\dist\\index.js\"",
            })
    void readsTheShimsOfWindows(String shim) {
        FakeMachine fake = new FakeMachine(Platform.WINDOWS, folder).searchPath("empty", "npm");
        FakeMachine.write(fake.path("npm/m365.cmd"), shim);
        assertGlobal(Optional.of(fake.cli("npm/node_modules", "11.2.0")), fake);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec node  \"$basedir/global/5/node_modules/@pnp/cli-microsoft365/dist/index.js\" \"$@\"\n",
                "exec node '%s/global/5/node_modules/@pnp/cli-microsoft365/dist/index.js'\n",
                "export NODE_PATH=\"%s/global/5/node_modules/@pnp/cli-microsoft365/dist/node_modules:/x\"\n",
            })
    void readsTheShimsOfOtherInstallers(String shim) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("pnpm");
        FakeMachine.write(fake.path("pnpm/m365"), "#!/bin/sh\n" + shim.formatted(fake.path("pnpm")));
        assertGlobal(Optional.of(fake.cli("pnpm/global/5/node_modules", "11.2.0")), fake);
    }

    @Test
    void neverLooksIntoAnOpenFolderForTheGlobalInstallation() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("work/node_modules/.bin", "work/bin");
        Path root = fake.cli("work/node_modules", "11.2.0");
        fake.link("work/node_modules/.bin/m365", root.resolve("dist").resolve("index.js"));
        fake.link("bin/m365", root.resolve("dist").resolve("index.js"));
        fake.searchPath("work/node_modules/.bin", "bin");
        assertEquals(Optional.empty(), new Installations(fake.machine(), FakeMachine.open(fake.path("work"))).global());
        assertGlobal(Optional.of(root), fake);
    }

    @Test
    void leavesOutRelativeEntriesOfPath() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        Path absolute = fake.path("a b");
        List<String> entries = List.of("", ".", "node_modules/.bin", "bin", "", absolute.toString());
        fake.put("PATH", String.join(File.pathSeparator, entries));
        assertEquals(List.of(absolute), fake.machine().searchPath());
    }

    @Test
    void findsATrustedFoldersOwnInstallation() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        Path root = fake.cli("work/node_modules", "11.2.0");
        Path work = fake.path("work");
        Path other = fake.path("other");
        assertEquals(Optional.empty(), own(fake, List.of(work), Set.of()));
        assertEquals(Optional.empty(), own(fake, List.of(work), Set.of(other)));
        assertEquals(Optional.empty(), own(fake, List.of(other), Set.of(work)));
        assertEquals(Optional.of(root), own(fake, List.of(other, work), Set.of(work)));
        fake.link("alias", work);
        assertEquals(Optional.of(root), own(fake, List.of(work), Set.of(fake.path("alias"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own/node_modules/@pnp/cli-microsoft365", "own", "own/lib/../"})
    void takesAPackagesFolderOrOneThatHoldsIt(String named) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        Path root = fake.cli("own/node_modules", "11.2.0");
        assertEquals(
                Optional.of(root),
                new Installations(fake.machine(), Wishes.NONE)
                        .at(fake.path(named), Origin.NAMED)
                        .map(CliInstallation::root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"name\": \"@pnp/cli-microsoft365\"}",
                "{\"name\": \"@pnp/cli-microsoft365\", \"version\": 11}",
                "{\"name\": \"@pnp/cli-microsoft365\", \"version\": \"../../../etc\"}",
                "{\"name\": \"@pnp/cli-microsoft365\", \"version\": \"11.2.0/../../x\"}",
                "{\"name\": \"@pnp/other\", \"version\": \"11.2.0\"}",
                "{\"name\": \"@pnp/cli-microsoft365\", \"version\": \"11.2.0\"",
            })
    void doesNotTakeAFolderWhosePackageJsonIsNotThatOfTheCli(String json) {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        FakeMachine.write(fake.path("own/package.json"), json);
        assertEquals(Optional.empty(), at(fake, "own"));
    }

    @Test
    void doesNotReadHugeOrDeepPackageJson() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder);
        String start = "{\"name\": \"@pnp/cli-microsoft365\", \"version\": \"11.2.0\", \"x\": ";
        FakeMachine.write(fake.path("large/package.json"), start + "\"" + "x".repeat(1 << 20) + "\"}");
        assertEquals(Optional.empty(), at(fake, "large"));
        FakeMachine.write(fake.path("deep/package.json"), start + "[".repeat(100_000));
        assertEquals(Optional.empty(), at(fake, "deep"));
        FakeMachine.write(fake.path("small/package.json"), start + "1}");
        assertEquals(Optional.of(fake.path("small")), at(fake, "small").map(CliInstallation::root));
    }

    @ParameterizedTest
    @CsvSource({
        "11.11.0, 11, 11, 0",
        "0.0.0, 0, 0, 0",
        "12.0.0-beta.1, 12, 0, 0",
        "10.4.123+build-7.x, 10, 4, 123",
    })
    void readsVersions(String text, int major, int minor, int patch) {
        assertEquals(Optional.of(new Version(major, minor, patch, text)), Version.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11",
                "11.2",
                "11.2.",
                ".1.2",
                "11..2",
                "a.b.c",
                "11.2.0 ",
                " 11.2.0",
                "v11.2.0",
                "11.2.0x",
                "11.2.0/x",
                "11.2.0-x/y",
                "11.2.0-\\",
                "1234567890.1.1",
                "11.2.0-\u0000",
                "-1.2.3",
                "11.2.-3"
            })
    void refusesWhatIsNoVersion(String text) {
        assertEquals(Optional.empty(), Version.of(text));
        assertEquals(Optional.empty(), Version.of("11.2.0-" + "x".repeat(100)));
    }

    @Test
    void keepsItsFilesWhereTheSystemWantsThem() {
        Path home = folder.resolve("home");
        FakeMachine linux = new FakeMachine(Platform.LINUX, folder).put("M365LS_HOME", "");
        assertEquals(linux.path("home/.cache/m365ls"), linux.machine().cache());
        assertEquals(
                linux.path("x/m365ls"),
                linux.set("XDG_CACHE_HOME", "x").machine().cache());
        assertEquals(
                linux.path("home/.cache/m365ls"),
                linux.put("XDG_CACHE_HOME", "relative").machine().cache());
        FakeMachine mac = new FakeMachine(Platform.MACOS, folder).put("M365LS_HOME", "");
        assertEquals(mac.path("home/Library/Caches/m365ls"), mac.machine().cache());
        FakeMachine windows = new FakeMachine(Platform.WINDOWS, folder).put("M365LS_HOME", "");
        assertEquals(
                windows.path("home/AppData/Local/m365ls"), windows.machine().cache());
        assertEquals(
                windows.path("y/m365ls"),
                windows.set("LocalAppData", "y").machine().cache());
        assertEquals(
                windows.path("z"), windows.set("M365LS_HOME", "z").machine().cache());
        assertEquals(home.getFileName(), windows.machine().home().getFileName());
    }

    private static Optional<CliInstallation> at(FakeMachine fake, String named) {
        return new Installations(fake.machine(), Wishes.NONE).at(fake.path(named), Origin.NAMED);
    }

    private static Optional<Path> own(FakeMachine fake, List<Path> workspace, Set<Path> trusted) {
        Wishes wishes = new Wishes(Optional.empty(), Optional.empty(), workspace, trusted);
        return new Installations(fake.machine(), wishes).inTrustedFolder().map(CliInstallation::root);
    }

    private static void assertGlobal(Optional<Path> root, FakeMachine fake) {
        assertEquals(
                root, new Installations(fake.machine(), Wishes.NONE).global().map(CliInstallation::root));
    }
}
