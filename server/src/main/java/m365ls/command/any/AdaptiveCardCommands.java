package m365ls.command.any;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import m365ls.command.Access;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code adaptivecard ...} */
public final class AdaptiveCardCommands {

    private AdaptiveCardCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(NativeCommand.signedIn("adaptivecard send", AdaptiveCardCommands::send)
                .with(Access.ANYBODY));
    }

    private static void send(CommandRun run) throws Stop, InterruptedException {
        JsonElement answer = run.json(Request.post(run.options().text("url"), Request.ANY)
                .withoutToken()
                .body(Json.object(
                        "type",
                        "message",
                        "attachments",
                        Json.array(Json.object(
                                "contentType", "application/vnd.microsoft.card.adaptive", "content", card(run))))));
        // Teams answers with 1 if it took the card, and with a sentence if it did not, both as a success.
        if (Json.isText(answer) && !answer.getAsString().isEmpty()) {
            if (answer.getAsString().contains("failed")) {
                throw new Stop(new Stop.Cause.Failure(answer));
            }
            run.print(answer);
        }
    }

    private static JsonElement card(CommandRun run) throws Stop {
        Options options = run.options();
        List<String> facts = facts(run);
        if (!options.has("card")) {
            return madeCard(options, facts);
        }
        boolean fills = options.has("cardData")
                || !facts.isEmpty()
                || Stream.of("title", "description", "imageUrl", "actionUrl").anyMatch(options::has);
        if (fills) {
            throw new Stop(new Stop.Cause.LeftToTheCli("Templates of cards are filled in by the CLI's own library."));
        }
        return Json.parse(options.text("card")).orElseThrow(() -> Stop.failure("Specified card is no JSON."));
    }

    /** The names of the options that the command does not know, which become facts on the card. */
    private static List<String> facts(CommandRun run) {
        List<String> facts = new ArrayList<>();
        for (String name : run.options().names()) {
            if (run.work().command().option(name).isEmpty() && run.options().given(name)) {
                facts.add(name);
            }
        }
        return facts;
    }

    private static JsonObject madeCard(Options options, List<String> facts) {
        JsonArray body = new JsonArray();
        if (options.has("title")) {
            body.add(Json.object(
                    "type", "TextBlock", "size", "Medium", "weight", "Bolder", "text", options.json("title")));
        }
        if (options.has("imageUrl")) {
            body.add(Json.object("type", "Image", "url", options.json("imageUrl"), "size", "Stretch"));
        }
        if (options.has("description")) {
            body.add(Json.object("type", "TextBlock", "text", options.json("description"), "wrap", true));
        }
        if (!facts.isEmpty()) {
            JsonArray set = new JsonArray();
            facts.forEach(name -> set.add(Json.object("title", name + ":", "value", options.json(name))));
            body.add(Json.object("type", "FactSet", "facts", set));
        }
        JsonObject card = Json.object(
                "type", "AdaptiveCard",
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "version", "1.2",
                "body", body);
        if (options.has("actionUrl")) {
            card.add(
                    "actions",
                    Json.array(
                            Json.object("type", "Action.OpenUrl", "title", "View", "url", options.json("actionUrl"))));
        }
        return card;
    }
}
