package m365ls.run.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.fixtures.tenant.CliSignIn;
import m365ls.fixtures.tenant.StandInTenant;

/** The real CLI, a process for each example. Its user's home is the same before each. */
final class RealCli implements Side {

    /**
     * Make a side learn the addresses and the id of the tenant, which it then keeps: one that is native here, and one that
     * the process of the CLI runs.
     */
    static final List<List<String>> LEARNING =
            List.of(List.of("spo", "cdn", "get", "--type", "Public"), List.of("spo", "cdn", "origin", "list"));

    /** A user's home, and what was in it after the sign-in. */
    private record Home(CliSignIn cli, Belongings belongings) {

        static Home signedIn(StandInTenant tenant, Path cli, Path folder, CliSignIn.Method method)
                throws IOException, InterruptedException {
            Files.createDirectories(folder);
            CliSignIn home = new CliSignIn(tenant, cli, folder);
            check(home.signIn(method));
            for (List<String> learning : LEARNING) {
                check(home.run(learning, Map.of()));
            }
            return new Home(home, Belongings.of(folder));
        }

        private static void check(CliSignIn.Run run) {
            if (run.exitCode() != 0) {
                throw new AssertionError(run.errors());
            }
        }
    }

    private final StandInTenant tenant;
    private final Path cli;
    private final Path folder;
    private final Map<Boolean, Home> homes = new HashMap<>();

    /** @param folder an empty one for its homes */
    RealCli(StandInTenant tenant, Path repository, Path folder) {
        this.tenant = tenant;
        this.cli = repository.resolve("server/cli-host/node_modules/@pnp/cli-microsoft365");
        this.folder = folder;
    }

    @Override
    public Ended run(Example example, Path room) throws IOException, InterruptedException {
        Home home = home(example.application());
        home.belongings().restore();
        tenant.clearRequests();
        CliSignIn.Run run = home.cli().run(example.words(room), Map.of(), room);
        return new Ended(run.exitCode(), run.output(), run.errors());
    }

    private Home home(boolean application) throws IOException, InterruptedException {
        Home known = homes.get(application);
        if (known != null) {
            return known;
        }
        Home made = application
                ? Home.signedIn(tenant, cli, folder.resolve("application"), CliSignIn.Method.CERTIFICATE)
                : Home.signedIn(tenant, cli, folder.resolve("person"), CliSignIn.Method.PASSWORD);
        homes.put(application, made);
        return made;
    }

    @Override
    public void close() {}
}
