package m365ls.command.any;

import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import m365ls.command.CommandRun;
import m365ls.command.Downloads;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.output.JsonText;

/** {@code request} */
public final class RequestCommand {

    private static final String JSON = "application/json";

    /** What a body is if the user does not say it. */
    private static final String FORM = "application/x-www-form-urlencoded";

    private RequestCommand() {}

    /** The command. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.signedIn("request", RequestCommand::request).with(Wording.STATUS));
    }

    private static void request(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : options.names()) {
            if (run.work().command().option(name).isEmpty() && options.given(name)) {
                headers.put(name.toLowerCase(Locale.ROOT), options.text(name));
            }
        }
        String accept = headers.getOrDefault("accept", JSON);
        String method = options.text("method", "get").toUpperCase(Locale.ROOT);
        Request request = Request.of(method, address(run), accept);
        boolean anonymous = headers.containsKey("x-anonymous");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            // Only without a token is one that is given by hand sent.
            boolean own = header.getKey().equals("authorization") && !anonymous;
            if (!own && !List.of("x-anonymous", "x-resource").contains(header.getKey())) {
                request = request.with(header.getKey(), header.getValue());
            }
        }
        if (options.has("body")) {
            String type = headers.getOrDefault("content-type", FORM);
            request = request.body(body(options.text("body"), type), type);
        }
        String resource = options.text("resource", headers.getOrDefault("x-resource", ""));
        request = anonymous ? request.withoutToken() : request.forResource(resource);
        if (options.has("filePath")) {
            Downloads.save(run, request, options.text("filePath"));
        } else if (accept.startsWith(JSON)) {
            run.print(run.json(request));
        } else {
            run.print(run.text(request));
        }
    }

    /** What is sent as JSON has to be some; a text that is none is sent as JSON's text. */
    private static String body(String body, String type) {
        if (!type.contains(JSON)) {
            return body;
        }
        return Json.parse(body).isPresent() ? body.strip() : JsonText.compact(new JsonPrimitive(body));
    }

    private static String address(CommandRun run) throws Stop, InterruptedException {
        String url = run.options().text("url");
        if (url.startsWith("@graphbeta")) {
            return "https://graph.microsoft.com/beta" + url.substring("@graphbeta".length());
        }
        if (url.startsWith("@graph")) {
            return "https://graph.microsoft.com/v1.0" + url.substring("@graph".length());
        }
        return url.startsWith("@spo") ? run.rootSite() + url.substring("@spo".length()) : url;
    }
}
