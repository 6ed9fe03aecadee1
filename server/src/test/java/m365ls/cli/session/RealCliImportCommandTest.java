package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import m365ls.cli.session.Shell.Run;
import m365ls.fixtures.tenant.CliSignIn;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.EntraError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes over what the real CLI keeps after it has signed in. */
@Tag("long")
final class RealCliImportCommandTest {

    private static final Path CLI = Path.of(
            System.getProperty("repository.root"), "server", "cli-host", "node_modules", "@pnp", "cli-microsoft365");

    @Test
    void takesOverTheSignInOfTheRealCli(@TempDir Path folder) throws Exception {
        try (StandInTenant tenant = StandInTenant.start()) {
            Path home = Files.createDirectories(folder.resolve("home"));
            CliSignIn.Run cli = new CliSignIn(tenant, CLI, home).signIn(CliSignIn.Method.DEVICE_CODE);
            assertEquals(0, cli.exitCode(), cli.errors());
            byte[] before = Files.readAllBytes(home.resolve(".cli-m365-msal.json"));
            Shell shell = new Shell(folder).set(tenant.proxyEnvironment());

            Run list = shell.run("connections", "import", "--list").succeeds();
            assertTrue(list.out().startsWith(tenant.user().name() + ", application " + tenant.appId()), list.out());
            shell.run("connections", "import", "--userName", "somebody").fails(1);
            Run run = shell.run("connections", "import", "-o", "json").succeeds();
            assertEquals(tenant.user().name(), run.text("connectedAs"));
            assertEquals("deviceCode", run.text("authType"));
            assertEquals(
                    run.json(), shell.run("status", "-o", "json").succeeds().json());
            assertArrayEquals(before, Files.readAllBytes(home.resolve(".cli-m365-msal.json")));

            tenant.endRefreshTokens(EntraError.REFRESH_INACTIVE);
            Shell other = new Shell(folder)
                    .set(tenant.proxyEnvironment())
                    .set("M365LS_HOME", folder.resolve("other").toString());
            Run ended = other.run("connections", "import").fails(1);
            assertTrue(ended.err().contains("Not taken over"), ended.err());
        }
    }
}
