package m365ls;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import m365ls.command.library.NativeLibrary;
import m365ls.gateway.Gateway;
import m365ls.gateway.ServiceGateway;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;
import m365ls.installation.PrivateCopy;
import m365ls.installation.Version;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary;
import m365ls.run.LibraryMaker;
import m365ls.run.hosted.HostedLibrary;
import m365ls.run.own.OwnLibrary;
import m365ls.session.Places;

/** Puts the libraries of commands together: our own, the native ones, then the hosted CLI. */
public final class CommandLibraries implements LibraryMaker {

    private final Machine machine;

    /** @param machine whose installation of the CLI is run */
    public CommandLibraries(Machine machine) {
        this.machine = machine;
    }

    @Override
    public List<CommandLibrary> make(Parts parts) {
        Places places = new Places(parts.session(), parts.http());
        Gateway gateway = parts.journalled().apply(new ServiceGateway(parts.session(), places, parts.streams()));
        CommandLibrary own = new OwnLibrary(new OwnLibrary.Surroundings(
                parts.session(),
                parts.ways(),
                parts.http(),
                machine.environment(),
                parts.catalog(),
                parts.settings(),
                Clock.systemUTC()));
        CommandLibrary inJava = new NativeLibrary(new NativeLibrary.Surroundings(
                parts.catalog().get(),
                gateway,
                () -> settings(parts),
                Clock.system(ZoneId.systemDefault()),
                time -> Thread.sleep(time.toMillis())));
        return List.of(own, inJava, hosted(parts, gateway, places));
    }

    private CommandLibrary hosted(Parts parts, Gateway gateway, Places places) {
        Supplier<Optional<PrivateCopy>> copy =
                () -> Version.of(parts.catalog().get().version())
                        .map(version -> new PrivateCopy(machine, parts.wishes().get(), version));
        Supplier<Optional<CliProgram>> program =
                () -> CliProgram.find(machine, parts.wishes().get())
                        .or(() -> copy.get().flatMap(PrivateCopy::find));
        HostedLibrary hosted = new HostedLibrary(new HostedLibrary.Surroundings(
                gateway,
                parts.session(),
                connection -> places.sharePoint(connection) instanceof Places.Found.Here<Places.SharePoint> found
                        ? Optional.of(found.value().sites().address())
                        : Optional.empty(),
                program,
                new KeptSettings(parts),
                machine));
        return new OfferedCli(hosted, program, copy);
    }

    /** The settings of the session, for commands that change them. */
    private record KeptSettings(Parts parts) implements HostedLibrary.Settings {

        @Override
        public JsonObject all() {
            return settings(parts);
        }

        @Override
        public void set(String name, String value) throws IOException {
            if (!CliSettings.NAMES.contains(name)) {
                throw new IOException("There is no setting " + name + ".");
            }
            parts.settings().set(name, value);
        }
    }

    /** The settings for a run; nobody is asked for what a command lacks where nobody can answer. */
    private static JsonObject settings(Parts parts) {
        JsonObject settings = parts.settings().all();
        if (!parts.answers()) {
            settings.addProperty("prompt", false);
        }
        return settings;
    }
}
