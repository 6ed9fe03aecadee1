package m365ls.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.CatalogFile;
import m365ls.installation.CatalogChoice.BuiltIn;
import m365ls.installation.CatalogChoice.Missing;
import m365ls.installation.CatalogChoice.ToMake;
import m365ls.installation.CliInstallation.Origin;
import m365ls.installation.Machine.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogChooserTest {

    private static final CatalogFile BUILT_IN = CatalogFile.builtIn();
    private static final String VERSION = BUILT_IN.catalog().version();

    @TempDir
    Path folder;

    private FakeMachine fake = new FakeMachine(Platform.LINUX, Path.of(""));

    @BeforeEach
    void installMachine() {
        fake = new FakeMachine(Platform.LINUX, folder);
    }

    @Test
    void usesTheBuiltInVersionWhereNothingIsInstalled() {
        BuiltIn choice = assertInstanceOf(BuiltIn.class, decide(Wishes.NONE));
        assertEquals(
                "No CLI for Microsoft 365 was found. Using the built-in commands of CLI for Microsoft 365 " + VERSION
                        + ".",
                choice.message());
        assertEquals(false, choice.notable());
    }

    @Test
    void usesTheBuiltInVersionWhereTheSameIsInstalled() {
        fake.cli("usr/lib/node_modules", VERSION);
        assertEquals(false, assertInstanceOf(BuiltIn.class, decide(Wishes.NONE)).notable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "11.10.0", "12.0.0-beta.1"})
    void makesTheCatalogueOfAnotherVersion(String version) {
        Path root = fake.cli("usr/lib/node_modules", version);
        assertMake(root, version, Origin.GLOBAL, Wishes.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.1.0", "3.0.0"})
    void tellsThatAVersionIsTooOld(String version) {
        fake.cli("usr/lib/node_modules", version);
        BuiltIn choice = assertInstanceOf(BuiltIn.class, decide(Wishes.NONE));
        assertTrue(choice.notable());
        assertTrue(choice.message().contains("is older than 10.0"), choice.message());
    }

    @Test
    void prefersTheNamedThenTheTrustedThenTheGlobalInstallation() {
        fake.cli("usr/lib/node_modules", "10.1.0");
        Path own = fake.cli("work/node_modules", "10.2.0");
        Path named = fake.cli("named/node_modules", "10.3.0");
        Path work = fake.path("work");
        assertMake(
                named,
                "10.3.0",
                Origin.NAMED,
                new Wishes(Optional.of(fake.path("named")), Optional.empty(), List.of(work), Set.of(work)));
        assertMake(
                own,
                "10.2.0",
                Origin.WORKSPACE,
                new Wishes(Optional.empty(), Optional.empty(), List.of(work), Set.of(work)));
        assertMake(
                fake.path("usr/lib/node_modules/@pnp/cli-microsoft365"),
                "10.1.0",
                Origin.GLOBAL,
                FakeMachine.open(work));
    }

    @Test
    void tellsThatTheNamedFolderHoldsNoCli() {
        BuiltIn choice = assertInstanceOf(BuiltIn.class, decide(FakeMachine.named(fake.path("nothing"))));
        assertTrue(choice.notable());
        assertTrue(choice.message().startsWith("No CLI for Microsoft 365 is installed in "), choice.message());
    }

    @Test
    void doesNotUseANamedInstallationInAnUntrustedFolder() {
        fake.cli("work/node_modules", "10.2.0");
        Path work = fake.path("work");
        fake.link("looks-harmless", work.resolve("node_modules"));
        for (Path named : List.of(work, fake.path("looks-harmless/@pnp/cli-microsoft365"))) {
            Wishes wishes = new Wishes(Optional.of(named), Optional.empty(), List.of(work), Set.of());
            BuiltIn choice = assertInstanceOf(BuiltIn.class, decide(wishes));
            assertTrue(choice.notable());
            assertTrue(choice.message().contains("not trusted by name"), choice.message());
        }
    }

    @Test
    void doesNotFollowATrustedFoldersLinkIntoAnUntrustedOne() {
        Path root = fake.cli("hostile/packages", "10.2.0");
        Path work = fake.path("work");
        fake.link("work/node_modules/@pnp/cli-microsoft365", root);
        Wishes wishes =
                new Wishes(Optional.empty(), Optional.empty(), List.of(work, fake.path("hostile")), Set.of(work));
        assertInstanceOf(BuiltIn.class, decide(wishes));
    }

    @Test
    void usesTheBuiltInCatalogueForItsOwnVersion() {
        assertInstanceOf(BuiltIn.class, forVersion(VERSION, Wishes.NONE));
    }

    @Test
    void makesTheCatalogueOfTheVersionAskedForFromAnInstallationOfIt() {
        fake.cli("usr/lib/node_modules", "10.1.0");
        Path named = fake.cli("named/node_modules", "10.3.0");
        assertInstanceOf(Missing.class, forVersion("10.3.0", Wishes.NONE));
        ToMake choice = assertInstanceOf(ToMake.class, forVersion("10.3.0", FakeMachine.named(fake.path("named"))));
        assertEquals(named, choice.installation().root());
        assertInstanceOf(ToMake.class, forVersion("10.1.0", FakeMachine.named(fake.path("named"))));
    }

    @Test
    void doesNotMakeTheVersionAskedForFromAnUntrustedFolder() {
        fake.cli("work/node_modules", "10.3.0");
        assertInstanceOf(Missing.class, forVersion("10.3.0", FakeMachine.open(fake.path("work"))));
    }

    @Test
    void tellsHowToGetAVersionThatIsNotThere() {
        assertTrue(forVersion("10.9.0", Wishes.NONE)
                .message()
                .endsWith("(npm install --prefix FOLDER @pnp/cli-microsoft365@10.9.0)"
                        + " and run: m365ls catalogue --from FOLDER"));
        assertTrue(forVersion("9.0.0", Wishes.NONE).message().contains("older than 10.0"));
        assertTrue(forVersion("latest", Wishes.NONE).message().contains("is no version"));
        assertInstanceOf(Missing.class, forVersion("9.0.0", Wishes.NONE));
        assertInstanceOf(Missing.class, forVersion("latest", Wishes.NONE));
    }

    @Test
    void offersTheInstallationOfANamedFolder() {
        Path root = fake.cli("own/node_modules", "10.3.0");
        CatalogChooser chooser = new CatalogChooser(BUILT_IN, fake.machine());
        ToMake choice = assertInstanceOf(ToMake.class, chooser.at(fake.path("own")));
        assertEquals(root, choice.installation().root());
        assertInstanceOf(Missing.class, chooser.at(fake.path("nothing")));
    }

    @Test
    void doesNotTakeACatalogueThatClaimsAnotherVersion() throws IOException {
        Path root = fake.cli("usr/lib/node_modules", "10.1.0");
        Path place = fake.path("m365ls/catalogues/10.1.0-" + BUILT_IN.stamp());
        Files.createDirectories(place);
        for (String name : List.of("hot.bin", "rules.bin", "cold.bin")) {
            try (InputStream in = Objects.requireNonNull(CatalogFile.class.getResourceAsStream(name))) {
                Files.copy(in, place.resolve(name));
            }
        }
        assertMake(root, "10.1.0", Origin.GLOBAL, Wishes.NONE);
    }

    private void assertMake(Path root, String version, Origin origin, Wishes wishes) {
        ToMake choice = assertInstanceOf(ToMake.class, decide(wishes));
        assertEquals(new CliInstallation(root, Version.of(version).orElseThrow(), origin), choice.installation());
        assertEquals(
                "Reading the commands of CLI for Microsoft 365 " + version + " in " + root + ".", choice.message());
    }

    private CatalogChoice decide(Wishes wishes) {
        return new CatalogChooser(BUILT_IN, fake.machine()).decide(wishes);
    }

    private CatalogChoice forVersion(String version, Wishes wishes) {
        return new CatalogChooser(BUILT_IN, fake.machine()).forVersion(version, wishes);
    }
}
