package m365ls.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.installation.CliInstallation.Origin;
import m365ls.installation.Machine.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProgramTest {

    @TempDir
    Path folder;

    @Test
    void takesTheOneThatTheInstallationCameWith() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("usr/bin");
        fake.program("usr/bin/node");
        Path own = fake.program("node22/bin/node");
        Path root = fake.cli("node22/lib/node_modules", "11.2.0");
        assertNode(own, fake, Wishes.NONE, root, Origin.GLOBAL);
        assertNode(fake.path("usr/bin/node"), fake, Wishes.NONE, root, Origin.NAMED);

        FakeMachine windows = new FakeMachine(Platform.WINDOWS, folder).searchPath("nodejs");
        windows.program("nodejs/node.exe");
        Path beside = windows.program("nvm/v22.1.0/node.exe");
        Path packages = windows.cli("nvm/v22.1.0/node_modules", "11.2.0");
        assertNode(beside, windows, Wishes.NONE, packages, Origin.GLOBAL);
        assertNode(windows.path("nodejs/node.exe"), windows, Wishes.NONE, packages, Origin.NAMED);
    }

    @Test
    void takesTheFirstOnPathThatIsNodeItself() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("a", "b", "c", "d", "e");
        FakeMachine.write(fake.path("a/node"), "not executable");
        FakeMachine.write(fake.program("b/node"), "#!/bin/sh\nexec asdf exec node\n");
        fake.link("c/node", fake.program("tools/volta-shim"));
        Path node = fake.link("d/node", fake.program("cellar/22/bin/nodejs"));
        fake.program("e/node");
        assertNode(node, fake, Wishes.NONE, fake.path("own"), Origin.NAMED);
    }

    @Test
    void neverTakesOneOfAnOpenFolder() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("work/bin", "links", "usr/bin");
        fake.link("links/node", fake.program("work/bin/node"));
        Path work = fake.path("work");
        Wishes trusting = new Wishes(Optional.empty(), Optional.empty(), List.of(work), Set.of(work));
        assertEquals(Optional.empty(), find(fake, FakeMachine.open(work), fake.path("own"), Origin.NAMED));
        assertEquals(Optional.empty(), find(fake, trusting, fake.path("own"), Origin.NAMED));
        assertNode(fake.program("usr/bin/node"), fake, trusting, fake.path("own"), Origin.NAMED);
    }

    @Test
    void takesTheNamedOneUnlessItsFolderIsNotTrusted() {
        FakeMachine fake = new FakeMachine(Platform.LINUX, folder).searchPath("usr/bin");
        fake.program("usr/bin/node");
        Path named = fake.program("work/bin/node");
        Path work = fake.path("work");
        Path own = fake.path("own");
        assertNode(
                named, fake, new Wishes(Optional.empty(), Optional.of(named), List.of(), Set.of()), own, Origin.NAMED);
        assertNode(
                named,
                fake,
                new Wishes(Optional.empty(), Optional.of(named), List.of(work), Set.of(work)),
                own,
                Origin.NAMED);
        Wishes untrusted = new Wishes(Optional.empty(), Optional.of(named), List.of(work), Set.of());
        assertEquals(Optional.empty(), find(fake, untrusted, own, Origin.NAMED));
    }

    private static void assertNode(Path node, FakeMachine fake, Wishes wishes, Path root, Origin origin) {
        assertEquals(Optional.of(node), find(fake, wishes, root, origin));
    }

    private static Optional<Path> find(FakeMachine fake, Wishes wishes, Path root, Origin origin) {
        Version version = Version.of("11.2.0").orElseThrow();
        return new NodeProgram(fake.machine(), wishes).find(new CliInstallation(root, version, origin));
    }
}
