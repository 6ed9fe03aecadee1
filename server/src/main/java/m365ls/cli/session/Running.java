package m365ls.cli.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.Catalog;
import m365ls.cli.Console;
import m365ls.gateway.Write;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary;
import m365ls.run.History;
import m365ls.run.Journal;
import m365ls.run.JournallingGateway;
import m365ls.run.LibraryMaker;
import m365ls.run.Order;
import m365ls.run.Outcome;
import m365ls.run.Runner;
import m365ls.run.SignInWays;
import m365ls.script.ArgumentList;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.Connection;
import m365ls.session.Prompter;
import picocli.CommandLine.ExitCode;

/** Runs one command and prints its outcome. */
final class Running {

    /** Commands behind which there is something to be kept. */
    private static final Set<String> SIGNING_IN = Set.of("login", "setup");

    private final Workplace place;
    private final StoreOptions options;
    private final RunSite site;
    private final Console console;

    Running(Workplace place, StoreOptions options, RunSite site) {
        this.place = place;
        this.options = options;
        this.site = site;
        this.console = place.console();
    }

    /** @return the exit code */
    int run(Order order) {
        Optional<Catalog> catalog = site.catalog().get();
        if (catalog.isEmpty()) {
            return ExitCode.SOFTWARE;
        }
        Sessions sessions = new Sessions(place, options);
        boolean signsIn = ArgumentList.read(order.arguments(), catalog.get())
                .command()
                .filter(command -> SIGNING_IN.contains(command.name()))
                .isPresent();
        return signsIn
                ? sessions.run(open -> run(order, catalog.get(), open))
                : sessions.runIfThere(open -> run(order, catalog.get(), open));
    }

    private int run(Order order, Catalog catalog, Sessions.Open open) {
        TerminalDialogue dialogue = new TerminalDialogue(place);
        try (Journal journal = new Journal(place.machine().data().resolve("journal"), place.clock())) {
            tell(journal.lost());
            List<CommandLibrary> libraries = site.libraries()
                    .make(new LibraryMaker.Parts(
                            open.session(),
                            open.http(),
                            open.http(),
                            ways(open),
                            () -> catalog,
                            new CliSettings(place.machine().data().resolve("settings.json")),
                            place.terminal().get().isPresent(),
                            site::wishes,
                            gateway -> new JournallingGateway(gateway, journal)));
            try {
                Runner runner = new Runner(new Runner.Surroundings(
                        () -> catalog,
                        (name, workspace) -> find(open, name),
                        libraries,
                        journal,
                        new History(place.machine().data().resolve("history")),
                        place.clock()));
                return report(runner.run(order, dialogue), dialogue);
            } finally {
                libraries.forEach(Running::close);
            }
        }
    }

    private static void close(CommandLibrary library) {
        if (library instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void tell(List<Journal.Write> lost) {
        for (Journal.Write write : lost) {
            console.tell("Nobody knows whether this was done, since the program ended before the answer came: "
                    + write.command() + ", " + write.method() + " " + write.address() + ", at " + write.begun() + ".");
        }
    }

    private SignInWays ways(Sessions.Open open) {
        return new SignInWays() {
            @Override
            public ApplicationChoice choose(ApplicationChoice.Said said) {
                return ApplicationChoice.of(
                        said,
                        new ApplicationChoice.Said("", "", ""),
                        place.machine().environment(),
                        open.session().remembered());
            }

            @Override
            public Prompter prompter(Application application) {
                return new TerminalPrompter(place, application.cloud());
            }
        };
    }

    private static Optional<Connection> find(Sessions.Open open, String name) {
        if (name.isEmpty()) {
            return open.session().active();
        }
        return open.named(name)
                .or(() -> open.session().connections().stream()
                        .filter(connection -> connection.id().equals(name))
                        .findFirst());
    }

    private int report(Outcome outcome, TerminalDialogue dialogue) {
        if (outcome instanceof Outcome.Ran ran) {
            return printed(ran);
        }
        if (outcome instanceof Outcome.WouldWrite would) {
            return shown(would);
        }
        if (outcome instanceof Outcome.SignInNeeded needed) {
            Login.tell(console, needed.needs());
            console.tell("Sign in: m365ls login");
            return ExitCode.SOFTWARE;
        }
        if (outcome instanceof Outcome.Refused refused) {
            console.tell(refused.reason());
            return ExitCode.SOFTWARE;
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            console.tell(unknown.message());
            console.tell("Nobody knows whether it was done."
                    + (unknown.requestId().isEmpty() ? "" : " The request's id is " + unknown.requestId() + "."));
            return ExitCode.SOFTWARE;
        }
        return cancelled((Outcome.Cancelled) outcome, dialogue);
    }

    private int cancelled(Outcome.Cancelled cancelled, TerminalDialogue dialogue) {
        if (dialogue.wasUnanswerable()) {
            console.tell("This command has to be confirmed or asks a question, and there is no terminal to answer it."
                    + " Confirm it with --yes, or see with --what-if what it would do.");
            return ExitCode.SOFTWARE;
        }
        console.tell(
                cancelled.outcomeUnknown()
                        ? "Given up while a change was under way. Nobody knows whether it was done."
                        : "Given up.");
        return ExitCode.SOFTWARE;
    }

    private int printed(Outcome.Ran ran) {
        ran.err().lines().forEach(console::show);
        if (place.terminal().get().isPresent()) {
            ran.out().lines().forEach(console::print);
        } else {
            console.out().print(ran.out());
        }
        console.out().flush();
        if (!ran.advice().isEmpty()) {
            console.tell(ran.advice());
        }
        return ran.exitCode();
    }

    private int shown(Outcome.WouldWrite would) {
        Write write = would.write();
        console.print("Would send:");
        console.print("  " + write.method() + " " + write.address());
        write.body().lines().forEach(line -> console.print("  " + line));
        console.out().flush();
        console.tell(write.why());
        console.tell(would.remark());
        return ExitCode.OK;
    }
}
