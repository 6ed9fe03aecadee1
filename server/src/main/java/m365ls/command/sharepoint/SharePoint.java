package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** What commands on SharePoint have in common. */
final class SharePoint {

    private static final String NAME = "m365ls";

    private SharePoint() {}

    /** Asks for what is at an address. */
    static JsonElement get(CommandRun run, String address) throws Stop, InterruptedException {
        return run.json(Request.get(address, Request.SHAREPOINT));
    }

    /** Asks for what is at an address, and prints it. */
    static void print(CommandRun run, String address) throws Stop, InterruptedException {
        run.print(get(run, address));
    }

    /** The proof that a request for a change does not come from another site's page. */
    static String digest(CommandRun run, String web) throws Stop, InterruptedException {
        return Json.text(run.json(Request.post(web + "/_api/contextinfo", Request.SHAREPOINT)), "FormDigestValue");
    }

    /** Where the tenant's sites are administered. */
    static String admin(CommandRun run) throws Stop, InterruptedException {
        String root = run.rootSite();
        int label = root.indexOf('.');
        return label < 0 ? root : root.substring(0, label) + "-admin" + root.substring(label);
    }

    /**
     * Sends a request of the object model.
     *
     * @return the list of results, the first of which tells how it went
     * @throws Stop with the service's message if it went wrong
     */
    static JsonArray process(CommandRun run, String web, String digest, String actions, String paths)
            throws Stop, InterruptedException {
        return checked(send(run, web, digest, actions, paths));
    }

    /** Sends a request of the object model; whether it went wrong is to be {@link #checked}. */
    static JsonArray send(CommandRun run, String web, String digest, String actions, String paths)
            throws Stop, InterruptedException {
        return send(run, objectModel(web, digest, actions, paths));
    }

    private static Request objectModel(String web, String digest, String actions, String paths) {
        String body = "<Request AddExpandoFieldTypeSuffix=\"true\" SchemaVersion=\"15.0.0.0\""
                + " LibraryVersion=\"16.0.0.0\" ApplicationName=\"" + NAME + "\""
                + " xmlns=\"http://schemas.microsoft.com/sharepoint/clientquery/2009\"><Actions>" + actions
                + "</Actions><ObjectPaths>" + paths + "</ObjectPaths></Request>";
        return Request.post(web + "/_vti_bin/client.svc/ProcessQuery", "application/json, text/plain, */*")
                .with("x-requestdigest", digest)
                .body(body, "text/xml");
    }

    private static JsonArray send(CommandRun run, Request request) throws Stop, InterruptedException {
        JsonElement results = Json.parse(run.text(request)).orElse(Undefined.VALUE);
        if (results instanceof JsonArray array && !array.isEmpty()) {
            return array;
        }
        throw Stop.failure("SharePoint has answered with something else than results.");
    }

    /** The results of the object model, if it went well. */
    static JsonArray checked(JsonArray results) throws Stop {
        JsonElement error = Json.at(results.get(0), "ErrorInfo");
        if (Json.isTruthy(error)) {
            throw new Stop(new Stop.Cause.Failure(Json.at(error, "ErrorMessage")));
        }
        return results;
    }

    /** How the object model names the tenant: two identifiers with a bar between, an encoded line end, and a word. */
    static String tenant(CommandRun run) throws Stop, InterruptedException {
        Optional<String> known = run.site().tenant();
        if (known.isPresent()) {
            return known.get();
        }
        String admin = admin(run);
        JsonArray results = checked(send(
                run,
                objectModel(
                                admin,
                                digest(run, admin),
                                "<ObjectPath Id=\"4\" ObjectPathId=\"3\" /><Query Id=\"5\" ObjectPathId=\"3\">"
                                        + "<Query SelectAllProperties=\"true\"><Properties /></Query></Query>",
                                TENANT.formatted(3))
                        .with("accept", Request.SHAREPOINT)));
        String identity = identity(Json.text(last(results), "_ObjectIdentity_"));
        run.site().learnTenant(identity);
        return identity;
    }

    /** The path to the tenant, under a number of one's choice. */
    static final String TENANT = "<Constructor Id=\"%d\" TypeId=\"{268004ae-ef6b-4e9b-8425-127220d84719}\" />";

    /** A name of the object model as it stands in an attribute. */
    static String identity(String name) {
        return Encoding.xml(name).replace("\n", "&#xA;");
    }

    /** A parameter of the object model. */
    static String parameter(String type, String value) {
        return "<Parameter Type=\"" + type + "\">" + Encoding.xml(value) + "</Parameter>";
    }

    /**
     * A digest of the site where sites are administered, asked for when it is needed, and again when it has run out. For
     * use by one thread.
     */
    static final class AdminDigest {
        /** So much earlier it is renewed. */
        private static final int MARGIN_SECONDS = 5;

        private final CommandRun run;
        private String value = "";
        private Instant end = Instant.MIN;

        AdminDigest(CommandRun run) {
            this.run = run;
        }

        String value() throws Stop, InterruptedException {
            if (!run.clock().instant().isBefore(end)) {
                JsonElement context = run.json(Request.post(admin(run) + "/_api/contextinfo", Request.SHAREPOINT));
                double seconds = JavaScriptNumbers.number(Json.text(context, "FormDigestTimeoutSeconds"));
                value = Json.text(context, "FormDigestValue");
                end = run.clock().instant().plusSeconds((long) seconds - MARGIN_SECONDS);
            }
            return value;
        }
    }

    /** Between two looks at an operation. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** Looks at an operation: more than six hours of them. */
    private static final int MOST_LOOKS = 8000;

    /** The longest that SharePoint may ask to wait before the first look at an operation. */
    private static final long LONGEST_WAIT_MILLIS = 120_000;

    /**
     * Waits for an operation on the tenant's sites to come to its end, if it has not.
     *
     * @param operation what the object model told of it
     */
    static void await(CommandRun run, AdminDigest digest, JsonElement operation) throws Stop, InterruptedException {
        if (Json.isTruthy(Json.at(operation, "IsComplete"))) {
            return;
        }
        double millis = JavaScriptNumbers.number(Json.text(operation, "PollingInterval"));
        run.pause(Duration.ofMillis(Math.max(1, Math.min((long) millis, LONGEST_WAIT_MILLIS))));
        JsonElement at = operation;
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            at = last(process(
                    run,
                    admin(run),
                    digest.value(),
                    "<Query Id=\"188\" ObjectPathId=\"184\">" + PROGRESS + "</Query>",
                    "<Identity Id=\"184\" Name=\"" + identity(Json.text(at, "_ObjectIdentity_")) + "\" />"));
            if (Json.isTruthy(Json.at(at, "IsComplete"))) {
                return;
            }
            run.pause(BETWEEN_LOOKS);
        }
        throw Stop.failure("SharePoint does not come to the end of the operation.");
    }

    /** Asks whether an operation is at its end. */
    static final String PROGRESS = "<Query SelectAllProperties=\"false\"><Properties>"
            + "<Property Name=\"IsComplete\" ScalarProperty=\"true\" />"
            + "<Property Name=\"PollingInterval\" ScalarProperty=\"true\" /></Properties></Query>";

    /** How the object model names a site, for paths to what is in it. */
    static String webIdentity(CommandRun run, String web) throws Stop, InterruptedException {
        JsonArray results = process(
                run,
                web,
                digest(run, web),
                "<Query Id=\"1\" ObjectPathId=\"5\"><Query SelectAllProperties=\"false\"><Properties>"
                        + "<Property Name=\"ServerRelativeUrl\" ScalarProperty=\"true\" /></Properties></Query></Query>",
                "<Property Id=\"5\" ParentId=\"3\" Name=\"Web\" /><StaticProperty Id=\"3\""
                        + " TypeId=\"{3747adcd-a3c3-41b9-bfab-4a64dd2f1e0a}\" Name=\"Current\" />");
        for (JsonElement result : results) {
            String identity = Json.text(result, "_ObjectIdentity_");
            if (!identity.isEmpty()) {
                return identity;
            }
        }
        throw Stop.failure("Cannot proceed. _ObjectIdentity_ not found");
    }

    /** The last of the results of a request of the object model. */
    static JsonElement last(JsonArray results) {
        return results.get(results.size() - 1);
    }

    /**
     * Address of the list that a call names.
     *
     * @param id name of the option with its identifier
     * @param title name of the option with its title
     * @param url name of the option with its path
     */
    static String list(Options options, String id, String title, String url) {
        String web = options.text("webUrl");
        String base = web + "/_api/web";
        if (options.has(id)) {
            return base + "/lists(guid'" + Encoding.literal(options.text(id)) + "')";
        }
        if (options.has(title)) {
            return base + "/lists/getByTitle('" + Encoding.literal(options.text(title)) + "')";
        }
        return options.has(url)
                ? base + "/GetList('" + Encoding.literal(Paths.onServer(web, options.text(url))) + "')"
                : base;
    }

    /** Address of the list that a call names by the usual options. */
    static String list(Options options) {
        return list(options, "listId", "listTitle", "listUrl");
    }

    /** The parts of a list with commas, without blanks around them. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            parts.add(JavaScriptNumbers.trim(part));
        }
        return parts;
    }

    /** Properties to be chosen, and those among them that are to be expanded. */
    record Selection(Set<String> select, Set<String> expand) {

        /** Chooses what an option names, separated by commas. */
        static Selection of(String names) {
            Selection selection = new Selection(new LinkedHashSet<>(), new LinkedHashSet<>());
            return names.isEmpty() ? selection : selection.with(names);
        }

        /** With what an option names. */
        Selection with(String names) {
            for (String name : names.split(",", -1)) {
                String property = name.strip();
                int slash = property.indexOf('/');
                if (slash >= 0) {
                    expand.add(property.substring(0, slash));
                }
                select.add(property);
            }
            return this;
        }

        /** The query of an address, without its mark; nothing where nothing is chosen. */
        String query() {
            String select = this.select.isEmpty() ? "" : "$select=" + String.join(",", this.select);
            String expand = this.expand.isEmpty() ? "" : "$expand=" + String.join(",", this.expand);
            return select + (select.isEmpty() || expand.isEmpty() ? "" : "&") + expand;
        }
    }

    /** An address with a query, or without if that is empty. */
    static String with(String address, String query) {
        return query.isEmpty() ? address : address + "?" + query;
    }

    /** Adds to {@code body} the members that are given, under the name of their options with a capital. */
    static void addGiven(com.google.gson.JsonObject body, Options options, String... names) {
        for (String name : names) {
            if (options.given(name)) {
                body.add(Character.toUpperCase(name.charAt(0)) + name.substring(1), options.json(name));
            }
        }
    }

    /** Makes sure that a folder exists, with those above it. */
    static void ensureFolder(CommandRun run, String web, String path) throws Stop, InterruptedException {
        String site = web.length() > 1 && web.endsWith("/") ? web.substring(0, web.length() - 1) : web;
        String above = "";
        for (String name : Arrays.asList(Paths.inWeb(site, path).substring(1).split("/", -1))) {
            String folder = above + "/" + name;
            if (!exists(run, site, Paths.onServer(site, folder))) {
                run.json(Request.post(
                        site + "/_api/web/GetFolderByServerRelativePath(DecodedUrl=@a1)"
                                + "/AddSubFolderUsingPath(DecodedUrl=@a2)?@a1=%27"
                                + Encoding.literal(Paths.onServer(site, above)) + "%27&@a2=%27"
                                + Encoding.literal(name) + "%27",
                        Request.SHAREPOINT));
            }
            above = folder;
        }
    }

    private static boolean exists(CommandRun run, String site, String folder) throws Stop, InterruptedException {
        try {
            run.text(Request.get(
                    site + "/_api/web/GetFolderByServerRelativePath(DecodedUrl='" + Encoding.literal(folder) + "')",
                    Request.SHAREPOINT));
            return true;
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal) {
                return false;
            }
            throw stop;
        }
    }

    /** Leaves out a property that differs from another in case alone, which PowerShell cannot read. */
    static JsonElement withoutUpperCaseId(JsonElement item) {
        if (item.isJsonObject()) {
            item.getAsJsonObject().remove("ID");
        }
        return item;
    }

    /** The message where the service has taken some fields of an item and refused others; nothing if all is well. */
    static void checkFields(JsonArray fields, String beginning) throws Stop {
        StringBuilder failed = new StringBuilder();
        for (JsonElement field : fields) {
            if (Json.isTruthy(Json.at(field, "HasException"))) {
                failed.append(System.lineSeparator())
                        .append("- ")
                        .append(Json.shown(Json.at(field, "FieldName")))
                        .append(" - ")
                        .append(Json.shown(Json.at(field, "ErrorMessage")));
            }
        }
        if (failed.length() > 0) {
            throw Stop.failure(beginning + failed);
        }
    }

    /** A value of an option as a text of JSON, as its {@code toString} gives it. */
    static JsonElement asText(JsonElement value) {
        return Undefined.is(value) ? value : new JsonPrimitive(Json.shown(value));
    }

    private static final Pattern SITE = Pattern.compile("/sites/[^/]+");

    /**
     * Sets fields of an item of a list, without a new version of it.
     *
     * @param list address of the list
     * @param fields each with its FieldName and FieldValue
     * @param item the item's number
     */
    static void systemUpdate(CommandRun run, String list, JsonArray fields, String item)
            throws Stop, InterruptedException {
        Matcher site = SITE.matcher(list);
        String web = Paths.origin(list) + (site.find() ? site.group() : "");
        String listId = Json.text(SharePoint.get(run, list + "?$select=Id"), "Id");
        String digest = SharePoint.digest(run, web);
        String identity = SharePoint.webIdentity(run, web);
        StringBuilder actions = new StringBuilder();
        int id = 0;
        for (JsonElement field : fields) {
            id++;
            actions.append("<Method Name=\"ParseAndSetFieldValue\" Id=\"")
                    .append(id)
                    .append("\" ObjectPathId=\"147\"><Parameters><Parameter Type=\"String\">")
                    .append(Encoding.xml(Json.text(field, "FieldName")))
                    .append("</Parameter><Parameter Type=\"String\">")
                    .append(Encoding.xml(Json.text(field, "FieldValue")))
                    .append("</Parameter></Parameters></Method>");
        }
        actions.append("<Method Name=\"SystemUpdate\" Id=\"").append(id + 1).append("\" ObjectPathId=\"147\" />");
        String path = "<Identity Id=\"147\" Name=\"" + Encoding.xml(identity) + ":list:" + Encoding.xml(listId)
                + ":item:" + item + ",1\" />";
        SharePoint.process(run, web, digest, actions.toString(), path);
    }
}
