package m365ls.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.feature.Calls;
import m365ls.feature.Snapshot;
import m365ls.gateway.Write;
import m365ls.installation.Machine;
import m365ls.protocol.ExecuteParams;
import m365ls.protocol.ExecuteResult;
import m365ls.protocol.HeldWrite;
import m365ls.protocol.HistoryEntry;
import m365ls.protocol.HistoryParams;
import m365ls.protocol.HistoryResult;
import m365ls.protocol.QueryParams;
import m365ls.protocol.QueryResult;
import m365ls.protocol.RunResult;
import m365ls.protocol.SessionNeed;
import m365ls.protocol.TextPosition;
import m365ls.query.Parsed;
import m365ls.query.Problem;
import m365ls.query.Query;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Dialogue;
import m365ls.run.History;
import m365ls.run.KeptResults;
import m365ls.run.Order;
import m365ls.run.Outcome;
import m365ls.run.ResultPrinter;
import m365ls.run.Runner;
import m365ls.run.ScriptCall;
import m365ls.run.Spent;
import m365ls.script.ArgumentList;
import m365ls.script.Invocation;
import m365ls.script.OptionValue;
import m365ls.script.PowerShell;
import m365ls.text.Span;
import org.jspecify.annotations.Nullable;

/** Answers the client's requests to run commands, on workers. */
final class RunAnswers {

    private static final Gson GSON = new Gson();

    /** Commands behind which there is something to be kept. */
    private static final Set<String> SIGNING_IN = Set.of("login", "setup");

    private static final String NOBODY_TO_ASK =
            "This has to be confirmed, or asks a question, and this editor cannot ask. Nothing was run.";

    private final Workspace workspace;
    private final Client client;
    private final Machine machine;
    private final Questions questions;
    private final RunningSession session;
    private final History history;
    private final KeptResults kept = new KeptResults();

    RunAnswers(
            Workspace workspace,
            Client client,
            Machine machine,
            Questions questions,
            RunningSession session,
            History history) {
        this.workspace = workspace;
        this.client = client;
        this.machine = machine;
        this.questions = questions;
        this.session = session;
        this.history = history;
    }

    private static <T> T read(JsonObject params, Class<T> type) {
        try {
            return GSON.fromJson(params, type);
        } catch (JsonParseException e) {
            throw Trouble.invalidParams("The parameters are not of the method's types.");
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    // ---- running ----

    /**
     * Runs what is asked for.
     *
     * @param view of the document that is named; empty if none is
     */
    ExecuteResult execute(JsonObject json, Optional<View> view) throws InterruptedException, ExecutionException {
        ExecuteParams params = read(json, ExecuteParams.class);
        Progress progress = new Progress(client, json);
        EditorDialogue dialogue = new EditorDialogue(client, workspace.client(), questions, progress);
        progress.begin("m365");
        try {
            return new ExecuteResult(
                    params.arguments() == null ? ofScript(params, view, dialogue) : one(params, dialogue));
        } finally {
            progress.end();
        }
    }

    private List<RunResult> one(ExecuteParams params, EditorDialogue dialogue)
            throws InterruptedException, ExecutionException {
        List<String> arguments = params.arguments() == null ? List.of() : params.arguments();
        return List.of(run(params, folder(params, Optional.empty()), arguments, List.of(), Set.of(), dialogue));
    }

    private List<RunResult> ofScript(ExecuteParams params, Optional<View> view, EditorDialogue dialogue)
            throws InterruptedException, ExecutionException {
        View known = view.orElseThrow(() -> Trouble.failed("The document is not open, or is no script."));
        Snapshot snapshot = known.snapshot();
        List<Invocation> calls = calls(params, known, snapshot);
        if (calls.isEmpty()) {
            throw Trouble.failed("There is no call of m365 here.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<RunResult> results = new ArrayList<>();
        for (Invocation call : calls) {
            RunResult result = ofCall(params, known, snapshot, call, values, dialogue);
            results.add(result);
            if (!result.outcome().equals("ran") && !result.outcome().equals("wouldWrite")) {
                break;
            }
        }
        return results;
    }

    private static List<Invocation> calls(ExecuteParams params, View view, Snapshot snapshot) {
        TextPosition position = params.position();
        if (position == null) {
            throw Trouble.invalidParams("There are neither arguments nor a position.");
        }
        int start = offset(view, position);
        TextPosition last = params.end();
        if (last == null) {
            return snapshot.script().invocationAt(start).stream().toList();
        }
        int end = Math.max(start, offset(view, last));
        List<Invocation> all = snapshot.script().invocations().stream()
                .filter(call -> call.span().start() < end && call.span().end() > start)
                .toList();
        // What stands inside of another's argument is that one's value.
        return all.stream()
                .filter(call -> all.stream()
                        .noneMatch(other -> !other.span().equals(call.span()) && contains(other.span(), call.span())))
                .toList();
    }

    private static boolean contains(Span outer, Span inner) {
        return outer.start() <= inner.start() && inner.end() <= outer.end();
    }

    private static int offset(View view, TextPosition position) {
        return view.columns().offset(clamped(position.line()), clamped(position.character()));
    }

    private static int clamped(long value) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, value));
    }

    private RunResult ofCall(
            ExecuteParams params,
            View view,
            Snapshot snapshot,
            Invocation invocation,
            Map<String, String> values,
            EditorDialogue dialogue)
            throws InterruptedException, ExecutionException {
        ScriptCall.Answer answer = ScriptCall.of(
                Calls.of(snapshot).read(invocation),
                snapshot.script().text(),
                snapshot.script().dialect() instanceof PowerShell);
        if (answer instanceof ScriptCall.Answer.Refused refused) {
            return refused(new Shown(List.of(), List.of()), refused.reason());
        }
        ScriptCall call = ((ScriptCall.Answer.Callable) answer).call();
        Set<String> secrets = new HashSet<>();
        for (ScriptCall.Part.Unknown unknown : call.unknowns()) {
            Optional<String> value = values.containsKey(unknown.key())
                    ? Optional.of(values.get(unknown.key()))
                    : ask(unknown, params, snapshot.catalog(), dialogue);
            if (value.isEmpty()) {
                String reason = dialogue.wasUnanswerable()
                        ? "The value of " + unknown.shown() + " is not known, and this editor cannot ask for it."
                        : "The value of " + unknown.shown() + " was not given, so nothing was run.";
                return refused(new Shown(List.of(), call.notes()), reason);
            }
            values.put(unknown.key(), value.get());
            if (unknown.isSecret()) {
                secrets.add(value.get());
            }
        }
        return run(params, folder(params, Optional.of(view)), call.arguments(values), call.notes(), secrets, dialogue);
    }

    private Optional<String> ask(
            ScriptCall.Part.Unknown unknown, ExecuteParams params, Catalog catalog, EditorDialogue dialogue)
            throws InterruptedException {
        String what =
                "Value of " + unknown.shown() + (unknown.option().isEmpty() ? "" : " (--" + unknown.option() + ")");
        Dialogue.ValueQuestion question = new Dialogue.ValueQuestion(what, unknown.option(), unknown.isSecret(), "");
        if (unknown.isSecret()) {
            return dialogue.ask(question);
        }
        List<String> offered = unknown.whole() && !unknown.option().isEmpty()
                ? history.values(text(params.workspaceFolder()), unknown.option(), catalog)
                : List.of();
        return dialogue.ask(question, offered);
    }

    /** Where relative paths begin: what the client says, else the document's folder, else the workspace's. */
    private Path folder(ExecuteParams params, Optional<View> view) {
        return Stream.of(
                        FileUri.path(text(params.folder())),
                        view.flatMap(known -> known.folders().stream().findFirst()),
                        FileUri.path(text(params.workspaceFolder())),
                        workspace.folders().stream().findFirst())
                .flatMap(Optional::stream)
                .filter(Path::isAbsolute)
                .findFirst()
                .orElse(machine.home());
    }

    private RunResult run(
            ExecuteParams params,
            Path folder,
            List<String> given,
            List<String> notes,
            Set<String> secrets,
            EditorDialogue dialogue)
            throws InterruptedException, ExecutionException {
        Catalog catalog = workspace.catalog().now().get();
        ArgumentList call = with(ArgumentList.read(given, catalog), params);
        boolean signsIn = call.command()
                .filter(command -> SIGNING_IN.contains(command.name()))
                .isPresent();
        Runner runner = session.runner(signsIn);
        List<String> arguments = call.command().isEmpty() ? given : withHelp(call);
        Outcome outcome = runner.run(order(params, folder, arguments), dialogue);
        List<String> shown = arguments.stream()
                .map(argument -> secrets.stream().anyMatch(argument::contains) ? "***" : argument)
                .toList();
        return result(outcome, call, new Shown(shown, notes), dialogue);
    }

    private static List<String> withHelp(ArgumentList call) {
        List<String> arguments = new ArrayList<>(call.arguments());
        if (call.helpAsked() && !arguments.contains("--help") && !arguments.contains("-h")) {
            arguments.add("--help");
        }
        return arguments;
    }

    /** The call with the output and query that the client wants. */
    private static ArgumentList with(ArgumentList call, ExecuteParams params) {
        ArgumentList changed = call;
        if (call.command().isPresent()) {
            if (!text(params.output()).isEmpty()) {
                changed = changed.with("output", new OptionValue.Text(text(params.output())));
            }
            if (!text(params.query()).isEmpty()) {
                changed = changed.with("query", new OptionValue.Text(text(params.query())));
            }
        }
        return changed;
    }

    private Order order(ExecuteParams params, Path folder, List<String> arguments) {
        Order.Library library = switch (text(params.library()).toLowerCase(Locale.ROOT)) {
            case "", "auto" -> Order.Library.AUTO;
            case "native" -> Order.Library.NATIVE;
            case "hosted" -> Order.Library.HOSTED;
            default -> throw Trouble.invalidParams("There is no such library.");
        };
        Optional<Path> file = Optional.empty();
        if (!text(params.outputFile()).isEmpty()) {
            file = FileUri.plain(text(params.outputFile()));
            if (file.isEmpty()) {
                throw Trouble.invalidParams("The file for the output needs a whole path.");
            }
        }
        return new Order(
                arguments,
                text(params.connection()).strip(),
                new Order.Place(folder, workspace.folders(), text(params.workspaceFolder()), workspace.isTrusted()),
                library,
                params.whatIf(),
                params.forceCounts() ? Order.Consent.FORCE_COUNTS : Order.Consent.ASK,
                !params.asCli(),
                file);
    }

    // ---- outcomes ----

    /** What was run, and what was left out. */
    private record Shown(List<String> arguments, List<String> notes) {}

    /** What was printed, and what the user is told beside it. */
    private record Told(String out, String err, int exitCode, String message) {

        static Told message(String message) {
            return new Told("", "", 1, message);
        }
    }

    private static final Spent NOTHING = new Spent(Duration.ZERO, 0, "", "");

    private static RunResult refused(Shown shown, String reason) {
        return result("refused", shown, Told.message(reason), "", null, null, "", NOTHING);
    }

    private static RunResult result(
            String outcome,
            Shown shown,
            Told told,
            String value,
            @Nullable HeldWrite write,
            @Nullable SessionNeed need,
            String requestId,
            Spent spent) {
        return new RunResult(
                outcome,
                shown.arguments(),
                shown.notes(),
                told.out(),
                told.err(),
                told.exitCode(),
                told.message(),
                value,
                write,
                need,
                spent.connection(),
                requestId,
                spent.library(),
                spent.requests(),
                spent.time().toMillis());
    }

    private RunResult result(Outcome outcome, ArgumentList call, Shown shown, EditorDialogue dialogue) {
        if (outcome instanceof Outcome.Ran ran) {
            Told told = new Told(ran.out(), ran.err(), ran.exitCode(), ran.advice());
            String name = ran.exitCode() == 0 ? "ran" : "failed";
            return result(name, shown, told, keep(ran, call), null, null, "", ran.spent());
        }
        if (outcome instanceof Outcome.WouldWrite would) {
            Write write = would.write();
            HeldWrite held = new HeldWrite(write.method(), write.address(), write.body(), write.why());
            Told told = new Told("", "", 0, would.remark());
            return result("wouldWrite", shown, told, "", held, null, "", would.spent());
        }
        if (outcome instanceof Outcome.SignInNeeded needed) {
            SessionNeed need = SessionAnswers.need(needed.needs());
            Spent none = new Spent(Duration.ZERO, 0, "", needed.connection());
            return result("signInNeeded", shown, Told.message(need.reason()), "", null, need, "", none);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(shown, refused.reason());
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return result(
                    "unknown",
                    shown,
                    Told.message(unknown.message()),
                    "",
                    null,
                    null,
                    unknown.requestId(),
                    unknown.spent());
        }
        return cancelled((Outcome.Cancelled) outcome, call, shown, dialogue);
    }

    private RunResult cancelled(Outcome.Cancelled cancelled, ArgumentList call, Shown shown, EditorDialogue dialogue) {
        if (dialogue.wasUnanswerable()) {
            return refused(shown, NOBODY_TO_ASK);
        }
        String message = "";
        if (cancelled.outcomeUnknown()) {
            message = "'" + call.name()
                    + "' was cancelled while it changed something. Nobody knows whether that was done.";
            // The request may have been cancelled, and then has no other answer.
            tell(message);
        }
        return result("cancelled", shown, Told.message(message), "", null, null, "", cancelled.spent());
    }

    private String keep(Outcome.Ran ran, ArgumentList call) {
        if (call.command().isEmpty() || ran.exitCode() != 0) {
            return "";
        }
        return kept.keep(new KeptResults.Kept(call.command().get(), call.options(), ran.result()))
                .orElse("");
    }

    private void tell(String message) {
        JsonObject params = new JsonObject();
        params.addProperty("type", 2);
        params.addProperty("message", message);
        client.notify("window/showMessage", params);
    }

    // ---- what was run ----

    /** Queries a value that was printed. */
    QueryResult query(JsonObject json) throws InterruptedException, ExecutionException {
        QueryParams params = read(json, QueryParams.class);
        Optional<KeptResults.Kept> value = kept.find(text(params.value()));
        if (value.isEmpty()) {
            return new QueryResult(false, "", "The value is not kept any more. Run the command again.", 0, 0);
        }
        Map<String, OptionValue> options = new LinkedHashMap<>(value.get().options());
        options.remove("query");
        options.put("output", new OptionValue.Text(text(params.output()).isEmpty() ? "json" : text(params.output())));
        String query = text(params.query());
        if (!query.isBlank()) {
            Parsed parsed = Query.parse(query);
            Object answer =
                    parsed instanceof Query read ? read.apply(value.get().value()) : parsed;
            if (answer instanceof Problem problem) {
                return new QueryResult(
                        true,
                        "",
                        problem.message(),
                        problem.span().start(),
                        problem.span().end());
            }
            options.put("query", new OptionValue.Text(query));
        }
        Catalog catalog = workspace.catalog().now().get();
        CliSettings settings = new CliSettings(machine.data().resolve("settings.json"));
        Result.Done done = new ResultPrinter(settings.all())
                .print(
                        value.get().command(),
                        options,
                        !params.asCli(),
                        catalog.text(value.get().command()).defaultProperties(),
                        value.get().value());
        return new QueryResult(true, done.out() + (done.exitCode() == 0 ? "\n" : ""), done.err(), 0, 0);
    }

    /** What was run. */
    HistoryResult history(JsonObject json) throws InterruptedException, ExecutionException {
        HistoryParams params = read(json, HistoryParams.class);
        String folder = text(params.workspaceFolder());
        List<HistoryEntry> entries = history.of(folder).stream()
                .map(entry -> new HistoryEntry(
                        entry.arguments(), entry.outcome(), entry.time().toString()))
                .toList();
        List<String> values = text(params.option()).isEmpty()
                ? List.of()
                : history.values(
                        folder, text(params.option()), workspace.catalog().now().get());
        return new HistoryResult(entries, values);
    }
}
