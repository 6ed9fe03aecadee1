package m365ls;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import m365ls.gateway.Gateway;
import m365ls.gateway.ServiceGateway;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;
import m365ls.run.CommandLibrary;
import m365ls.run.LibraryMaker;
import m365ls.run.hosted.HostedLibrary;
import m365ls.run.own.OwnLibrary;
import m365ls.session.Places;

/** Puts the libraries of commands together: our own first, then the hosted CLI. */
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
        CommandLibrary hosted = new HostedLibrary(new HostedLibrary.Surroundings(
                gateway,
                parts.session(),
                connection -> places.sharePoint(connection) instanceof Places.Found.Here<Places.SharePoint> found
                        ? Optional.of(found.value().sites().address())
                        : Optional.empty(),
                () -> CliProgram.find(machine, parts.wishes().get()),
                () -> settings(parts),
                machine));
        return List.of(own, hosted);
    }

    private static JsonObject settings(Parts parts) {
        JsonObject settings = parts.settings().all();
        if (!parts.answers()) {
            settings.addProperty("prompt", false);
        }
        return settings;
    }
}
