package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Uploads;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** {@code outlook mail ...} */
public final class MailCommands {

    private MailCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(NativeCommand.signedIn("outlook mail send", MailCommands::send));
    }

    private static void send(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (run.isApplication() && !options.has("sender")) {
            throw Stop.failure("Specify a upn or user id in the 'sender' option when using app only authentication.");
        }
        String sender = options.has("sender") ? "users/" + Encoding.literal(options.text("sender")) : "me";
        run.json(Request.post(Graph.V1 + "/" + sender + "/sendMail", Request.GRAPH)
                .body(Json.object(
                        "message",
                        Json.object(
                                "subject",
                                options.json("subject"),
                                "body",
                                Json.object(
                                        "contentType",
                                        options.text("bodyContentType", "Text"),
                                        "content",
                                        options.json("bodyContents")),
                                "from",
                                options.has("mailbox") ? person(options.text("mailbox")) : Undefined.VALUE,
                                "toRecipients",
                                people(options, "to"),
                                "ccRecipients",
                                people(options, "cc"),
                                "bccRecipients",
                                people(options, "bcc"),
                                "importance",
                                options.json("importance"),
                                "attachments",
                                attachments(run)),
                        "saveToSentItems",
                        options.json("saveToSentItems"))));
    }

    private static JsonElement person(String address) {
        return address.isEmpty()
                ? Json.nothing()
                : Json.object("emailAddress", Json.object("address", JavaScriptNumbers.trim(address)));
    }

    private static JsonElement people(Options options, String name) {
        if (!options.given(name)) {
            return Undefined.VALUE;
        }
        JsonArray people = new JsonArray();
        for (String address : options.text(name).split(",", -1)) {
            people.add(person(address));
        }
        return people;
    }

    private static JsonElement attachments(CommandRun run) throws Stop {
        if (!run.options().given("attachment")) {
            return Undefined.VALUE;
        }
        String file = run.options().text("attachment");
        return Json.array(Json.object(
                "@odata.type",
                "#microsoft.graph.fileAttachment",
                "name",
                String.valueOf(Path.of(file).getFileName()),
                "contentBytes",
                Uploads.base64(run, file)));
    }
}
