package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.JsonText;

/** {@code spo file add}, {@code spo file copy} and {@code move}, {@code spo folder copy} and {@code move} */
public final class TransferCommands {

    /** The most bytes that SharePoint takes in one request. */
    private static final long MOST_AT_ONCE = 250L * 1024 * 1024;

    /** How often a part of a file is sent before the upload is given up. */
    private static final int ATTEMPTS = 5;

    /** SharePoint's number of a job that is done. */
    private static final String DONE = "0";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** More than six hours of them. */
    private static final int MOST_LOOKS = 8000;

    private TransferCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo file add", run -> add(run, MOST_AT_ONCE)),
                NativeCommand.sharePoint("spo file copy", run -> transfer(run, Kind.FILE, false)),
                NativeCommand.sharePoint("spo file move", run -> transfer(run, Kind.FILE, true)),
                NativeCommand.sharePoint("spo folder copy", run -> transfer(run, Kind.FOLDER, false)),
                NativeCommand.sharePoint("spo folder move", run -> transfer(run, Kind.FOLDER, true)));
    }

    /**
     * A file on its way into a folder.
     *
     * @param folder path on the server
     * @param name what the file is called there
     */
    private record Target(String web, String folder, String name) {

        String inFolder() {
            return web + "/_api/web/GetFolderByServerRelativePath(DecodedUrl='" + Encoding.literal(folder) + "')";
        }

        /** What is at the file. */
        String at(String path) {
            return inFolder() + "/Files('" + Encoding.literal(name) + "')" + path;
        }
    }

    /**
     * Adds a file.
     *
     * @param most bytes that are sent in one request; a larger file is sent in parts of that size
     */
    static void add(CommandRun run, long most) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        Upload file = Upload.of(run, options.text("path"));
        Target target = new Target(
                web,
                Paths.onServer(web, options.text("folder")),
                options.given("fileName") ? options.text("fileName") : file.name());
        if (!options.given("overwrite")) {
            run.warn("A file of that name is replaced. A later version of the CLI will not do so: "
                    + "say --overwrite true, or --overwrite false.");
        }
        if (options.given("overwrite") && !options.has("overwrite")) {
            refuseExisting(run, target);
        }
        ensureFolder(run, target);
        boolean checkedOut = false;
        try {
            if (options.has("checkOut")) {
                SharePoint.get(run, target.at(""));
                run.json(Request.post(target.at("/CheckOut()"), Request.SHAREPOINT));
                checkedOut = true;
            }
            JsonElement added = upload(run, target, file, most);
            describe(run, target, checkedOut);
            run.print(added);
        } catch (Stop stop) {
            if (checkedOut) {
                undo(run, target.at("/UndoCheckOut()"), "The file stays checked out.");
            }
            throw stop;
        }
    }

    private static void refuseExisting(CommandRun run, Target target) throws Stop, InterruptedException {
        String address = target.web() + "/_api/Web/GetFileByServerRelativePath(DecodedUrl='"
                + Encoding.literal(target.folder() + "/" + target.name()) + "')?$select=Exists";
        if (isThere(run, address)) {
            throw Stop.failure("File '" + target.name() + "' already exists in folder '" + target.folder()
                    + "'. To overwrite the file, use the --overwrite option.");
        }
    }

    private static boolean isThere(CommandRun run, String address) throws Stop, InterruptedException {
        try {
            SharePoint.get(run, address);
            return true;
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal) {
                return false;
            }
            throw stop;
        }
    }

    private static void ensureFolder(CommandRun run, Target target) throws Stop, InterruptedException {
        if (!isThere(run, target.inFolder())) {
            SharePoint.ensureFolder(run, target.web(), target.folder());
        }
    }

    /** Puts something back as it was, after what went wrong; says what stays if it cannot be done. */
    private static void undo(CommandRun run, String address, String otherwise) throws InterruptedException {
        try {
            run.text(Request.post(address, Request.SHAREPOINT));
        } catch (Stop stop) {
            run.warn(otherwise);
        }
    }

    private static JsonElement upload(CommandRun run, Target target, Upload file, long most)
            throws Stop, InterruptedException {
        if (file.size() <= most) {
            return run.json(file.in(Request.post(
                    target.inFolder() + "/Files/Add(url='" + Encoding.literal(target.name()) + "', overwrite=true)",
                    Request.SHAREPOINT)));
        }
        String id = "uploadId=guid'" + UUID.randomUUID() + "'";
        run.json(Request.post(
                target.inFolder() + "/Files/GetByPathOrAddStub(DecodedUrl='" + Encoding.literal(target.name())
                        + "')/StartUpload(" + id + ")",
                Request.SHAREPOINT));
        try {
            return uploadParts(run, target, file, id, most);
        } catch (Stop stop) {
            undo(run, target.at("/cancelupload(" + id + ")"), "A part of the file stays uploaded.");
            throw stop;
        }
    }

    private static JsonElement uploadParts(CommandRun run, Target target, Upload file, String id, long most)
            throws Stop, InterruptedException {
        int left = ATTEMPTS;
        long sent = 0;
        while (true) {
            long length = Math.min(most, file.size() - sent);
            boolean last = sent + length == file.size();
            Request part = file.in(
                    Request.post(
                            target.at(
                                    (last ? "/FinishUpload(" : "/ContinueUpload(") + id + ",fileOffset=" + sent + ")"),
                            Request.SHAREPOINT),
                    sent,
                    length);
            try {
                JsonElement answer = run.json(part);
                if (last) {
                    return answer;
                }
                sent += length;
            } catch (Stop stop) {
                left--;
                if (left == 0 || !(stop.reason() instanceof Stop.Cause.Refusal)) {
                    throw stop;
                }
            }
        }
    }

    /** Sets the fields of a file that was added, checks it in, and publishes it. */
    private static void describe(CommandRun run, Target target, boolean checkedOut) throws Stop, InterruptedException {
        Options options = run.options();
        Optional<JsonElement> list = Optional.empty();
        if (options.has("contentType") || options.has("publish") || options.has("approve")) {
            list = Optional.of(SharePoint.get(
                    run,
                    target.at("/ListItemAllFields/ParentList?$Select=Id,EnableModeration,EnableVersioning,"
                            + "EnableMinorVersions")));
        }
        if (options.has("contentType") && list.isPresent()) {
            requireContentType(run, target, Json.shown(Json.at(list.get(), "Id")));
        }
        JsonArray fields = fields(run);
        String comment = options.text("checkInComment");
        if (!fields.isEmpty()) {
            setFields(run, target, fields, comment);
        } else if (checkedOut) {
            run.json(Request.post(
                    target.at("/CheckIn(comment='" + Encoding.literal(comment) + "',checkintype=0)"),
                    Request.SHAREPOINT));
        }
        if (options.has("approve")) {
            run.json(Request.post(
                    target.at("/approve(comment='" + Encoding.literal(options.text("approveComment")) + "')"),
                    Request.SHAREPOINT));
        } else if (options.has("publish") && list.isPresent()) {
            publish(run, target, list.get());
        }
    }

    private static void publish(CommandRun run, Target target, JsonElement list) throws Stop, InterruptedException {
        if (Json.isTruthy(Json.at(list, "EnableModeration")) && Json.isTruthy(Json.at(list, "EnableMinorVersions"))) {
            throw Stop.failure("The file cannot be published without approval. Moderation for this list is enabled. "
                    + "Use the --approve option instead of --publish to approve and publish the file");
        }
        run.json(Request.post(
                target.at("/publish(comment='" + Encoding.literal(run.options().text("publishComment")) + "')"),
                Request.SHAREPOINT));
    }

    private static void requireContentType(CommandRun run, Target target, String list)
            throws Stop, InterruptedException {
        String wanted = run.options().text("contentType");
        JsonArray types = CommandRun.values(
                SharePoint.get(run, target.web() + "/_api/web/lists('" + list + "')/contenttypes?$select=Name,Id"));
        for (JsonElement type : types) {
            if (Json.text(type, "Id", "StringValue").equals(wanted)
                    || Json.text(type, "Name").equals(wanted)) {
                return;
            }
        }
        throw Stop.failure("Specified content type '" + wanted + "' doesn't exist on the target list");
    }

    /** The options that the command does not know are fields of the file. */
    private static JsonArray fields(CommandRun run) {
        Options options = run.options();
        JsonArray fields = new JsonArray();
        for (String name : options.names()) {
            if (!run.knows(name)) {
                fields.add(Json.object("FieldName", name, "FieldValue", options.text(name)));
            }
        }
        if (options.has("contentType")) {
            fields.add(Json.object("FieldName", "ContentType", "FieldValue", options.json("contentType")));
        }
        return fields;
    }

    private static void setFields(CommandRun run, Target target, JsonArray fields, String comment)
            throws Stop, InterruptedException {
        JsonArray set = CommandRun.values(run.json(Request.post(
                        target.at("/ListItemAllFields/ValidateUpdateListItem()"), Request.SHAREPOINT)
                .body(Json.object("formValues", fields, "bNewDocumentUpdate", true, "checkInComment", comment))));
        for (JsonElement field : set) {
            if (Json.isTruthy(Json.at(field, "HasException"))) {
                throw Stop.failure("Update field value error: " + JsonText.compact(set));
            }
        }
    }

    /** What is copied. */
    private enum Kind {
        FILE("GetFileById"),
        FOLDER("GetFolderById");

        private final String byId;

        Kind(String byId) {
            this.byId = byId;
        }
    }

    private static void transfer(CommandRun run, Kind kind, boolean move) throws Stop, InterruptedException {
        Options options = run.options();
        String web = options.text("webUrl");
        String source = options.has("sourceUrl")
                ? Paths.onServer(web, options.text("sourceUrl"))
                : Json.text(
                        SharePoint.get(
                                run,
                                web + "/_api/Web/" + kind.byId + "('" + options.text("sourceId")
                                        + "')/ServerRelativePath"),
                        "DecodedUrl");
        String destination = absolute(web, options.text("targetUrl"));
        JsonArray jobs = CommandRun.values(run.json(Request.post(web + "/_api/Site/CreateCopyJobs", Request.SHAREPOINT)
                .body(Json.object(
                        "destinationUri",
                        destination,
                        "exportObjectUris",
                        Json.array(absolute(web, source)),
                        "options",
                        jobOptions(options, kind, move, source)))));
        if (options.has("skipWait")) {
            return;
        }
        JsonElement object = await(run, web, jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.get(0)));
        String path = Json.text(object, "TargetObjectSiteRelativeUrl");
        String folder = "/" + path.substring(0, Math.max(path.lastIndexOf('/'), 0));
        int at = destination.toLowerCase(Locale.ROOT).lastIndexOf(folder.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw Stop.failure("SharePoint tells that the job has made something elsewhere: " + path);
        }
        SharePoint.print(
                run,
                destination.substring(0, at) + "/_api/Web/" + kind.byId + "('"
                        + Json.text(object, "TargetObjectUniqueId") + "')");
    }

    private static String absolute(String web, String path) {
        return Paths.withoutLastSlashes(path.startsWith("https://") ? path : Paths.absolute(web, path));
    }

    private static JsonObject jobOptions(Options options, Kind kind, boolean move, String source) {
        JsonObject job = Json.object(
                "NameConflictBehavior",
                conflict(options.text("nameConflictBehavior"), kind),
                "AllowSchemaMismatch",
                true,
                "SameWebCopyMoveOptimization",
                true,
                "IsMoveMode",
                move);
        if (kind == Kind.FILE) {
            job.addProperty("BypassSharedLock", options.has("bypassSharedLock"));
            job.addProperty("IgnoreVersionHistory", options.has("ignoreVersionHistory"));
            job.addProperty("IncludeItemPermissions", move && options.has("withItemPermissions"));
        }
        if (options.has("newName")) {
            String name = options.text("newName");
            boolean lacksEnding = kind == Kind.FILE && name.indexOf('.') < 0;
            String ending = lacksEnding ? source.substring(Math.max(source.lastIndexOf('.'), 0)) : "";
            job.add("CustomizedItemName", Json.array(name + ending));
        }
        return job;
    }

    /** SharePoint's number of what is to be done if there is something of the name. */
    private static int conflict(String name, Kind kind) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "replace" -> kind == Kind.FILE ? 1 : 0;
            case "rename" -> 2;
            default -> 0;
        };
    }

    /** Waits for a job; what it has made. */
    private static JsonElement await(CommandRun run, String web, Optional<JsonElement> job)
            throws Stop, InterruptedException {
        JsonObject body = new JsonObject();
        job.ifPresent(info -> body.add("copyJobInfo", info));
        Request request = Request.post(web + "/_api/Site/GetCopyJobProgress", Request.SHAREPOINT)
                .body(body);
        JsonArray logs = new JsonArray();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            JsonElement progress = run.json(request);
            logs.addAll(logs(progress));
            if (Json.text(progress, "JobState").equals(DONE)) {
                return made(run, request, logs);
            }
            run.pause(BETWEEN_LOOKS);
        }
        throw Stop.failure("SharePoint does not come to the end of the job.");
    }

    private static JsonElement made(CommandRun run, Request request, JsonArray logs) throws Stop, InterruptedException {
        Optional<JsonElement> error = event(logs, "JobError");
        if (error.isPresent()) {
            throw Stop.failure(Json.text(error.get(), "Message"));
        }
        Optional<JsonElement> made = event(logs, "JobFinishedObjectInfo");
        // It may come after the end.
        return made.isPresent()
                ? made.get()
                : event(logs(run.json(request)), "JobFinishedObjectInfo")
                        .orElseThrow(() -> Stop.failure("SharePoint does not tell what the job has made."));
    }

    private static JsonArray logs(JsonElement progress) throws Stop {
        JsonArray logs = new JsonArray();
        for (JsonElement log : Json.list(progress, "Logs")) {
            logs.add(Json.parse(log instanceof JsonPrimitive text ? text.getAsString() : "")
                    .orElseThrow(() -> Stop.failure("SharePoint tells of the job in words that cannot be read.")));
        }
        return logs;
    }

    private static Optional<JsonElement> event(JsonArray logs, String name) {
        for (JsonElement log : logs) {
            if (Json.text(log, "Event").equals(name)) {
                return Optional.of(log);
            }
        }
        return Optional.empty();
    }
}
