package m365ls.command.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.gateway.Ask;
import m365ls.gateway.Content;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.output.JsonText;

/**
 * Answers any request of the services with something of the right shape, the same for the same request. It keeps what it
 * was asked.
 */
final class MadeUpServices implements Gateway {

    static final String SITE = "https://contoso.sharepoint.com";

    private static final String NO_GROUP = "00000000-0000-0000-0000-000000000000";

    /** In what way all of the answers are. */
    enum Mood {
        /** Lists of three. */
        USUAL,
        /** Lists of one. */
        ONE,
        /** Lists of none. */
        NONE,
        /** Lists in pages. */
        PAGED,
        /** The first request is refused. */
        REFUSED,
        /** The second request is refused; one of the object model is answered with its kind of error. */
        REFUSED_LATER,
        /** The first request is refused without a word. */
        SILENT
    }

    /**
     * What was asked, without what is about the connection and the program.
     *
     * @param body text; JSON without differences of layout and of the order of names
     */
    record Asked(String method, String address, Map<String, String> headers, String body, boolean anonymous) {}

    private static final String REPORT = """
            \uFEFFReport Date,User Principal Name, Count
            2026-11-19,ada@contoso.com,3

            2026-11-18,bob@contoso.com, 4
            """;

    private static final Pattern PROGRAM = Pattern.compile("ApplicationName=\"[^\"]*\"");
    private static final Pattern BLANKS = Pattern.compile(">\\s+<");

    /** A question for the user of a name. */
    private static final Pattern NAMED_USER = Pattern.compile("userPrincipalName eq '([^']*)'");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    /** An id that is made up by the command, as new scopes have. */
    private static final Pattern RANDOM =
            Pattern.compile("\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}\"");

    /** Longer than two runs take. */
    private static final Duration RUN = Duration.ofMinutes(2);

    private final Mood mood;
    private final List<Asked> asked = new ArrayList<>();

    MadeUpServices(Mood mood) {
        this.mood = mood;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Reply send(Permit permit, Ask ask) {
        String body = body(ask.content());
        String address = ask.address();
        String told = address.endsWith("ApplySiteDesign")
                ? inAnyPlace(body)
                : plain(holdsOwn(address, body) ? OWN.matcher(body).replaceAll("own") : body);
        asked.add(new Asked(ask.method(), withoutNow(address), headers(ask, body), told, ask.anonymous()));
        if (address.endsWith("/sites/root?$select=webUrl")) {
            return json("{\"webUrl\":\"" + SITE + "\"}");
        }
        boolean refuses = (mood == Mood.REFUSED && asked.size() == 1)
                || (mood == Mood.REFUSED_LATER && asked.size() == 2)
                || (mood == Mood.SILENT && asked.size() == 1);
        if (refuses && mood == Mood.REFUSED_LATER && address.contains("/ProcessQuery")) {
            return json("[{\"ErrorInfo\":{\"ErrorMessage\":\"No such object\",\"ErrorTypeName\":\"X\"}}]");
        }
        if (refuses) {
            return refusal(address);
        }
        if (address.contains("/ProcessQuery")) {
            return json(results(body).toString());
        }
        if (address.contains("/reports/")) {
            return answer(200, REPORT);
        }
        if (address.endsWith("/$batch")) {
            return json(batch(body).toString());
        }
        if (address.contains("/activity/feed/") && ask.method().equals("GET")) {
            return log(address);
        }
        return json(JsonText.compact(any(ask.method(), address, body)));
    }

    /** A part of the audit log, or where its parts are. */
    private Reply log(String address) {
        boolean first = !address.contains("page=2");
        String next = mood == Mood.PAGED && first && address.contains("/content?") ? address + "&page=2" : "";
        return new Reply.Answered(
                200,
                next.isEmpty() ? Map.of() : Map.of("nextpageuri", List.of(next)),
                new ByteArrayInputStream(items(address, first).toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Reply refusal(String address) {
        if (mood == Mood.SILENT) {
            return answer(404, "");
        }
        if (address.contains("yammer")) {
            return answer(400, "{\"base\":\"An error of Viva Engage\"}");
        }
        return address.contains("sharepoint.com")
                ? answer(
                        404,
                        "{\"odata.error\":{\"code\":\"-1, X\",\"message\":{\"lang\":\"en-US\",\"value\":\"No such thing\"}}}")
                : answer(403, "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Not for you\"}}");
    }

    /** With times that are counted from now without what a moment changes. */
    private static String withoutNow(String text) {
        return TIME.matcher(text).replaceAll(time -> {
            Duration age = Duration.between(Instant.parse(time.group()), Instant.now());
            long behind = age.toSeconds() % Duration.ofDays(1).toSeconds();
            return Math.abs(behind) < RUN.toSeconds() ? "now-" + age.toDays() : time.group();
        });
    }

    private static String body(Content content) {
        try {
            byte[] bytes = content instanceof Content.Bytes whole
                    ? whole.bytes()
                    : content instanceof Content.Stream stream ? stream.bytes().readAllBytes() : new byte[0];
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The values of an object, whichever of its names has which. */
    private static String inAnyPlace(String body) {
        return JsonParser.parseString(body).getAsJsonObject().asMap().values().stream()
                .map(JsonElement::getAsString)
                .sorted()
                .toList()
                .toString();
    }

    /** What each makes for itself: identifiers by chance, and the time. */
    private static final Pattern OWN = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
            + "[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private static boolean holdsOwn(String address, String body) {
        return address.contains("/sitepages/") || body.contains("FirstPublishedDate");
    }

    private static String plain(String body) {
        if (body.startsWith("{") || body.startsWith("[")) {
            String same = JsonText.compact(sorted(JsonParser.parseString(body)));
            return RANDOM.matcher(withoutNow(same)).replaceAll("\"id\":\"random\"");
        }
        return BLANKS.matcher(PROGRAM.matcher(body).replaceAll("ApplicationName=\"\""))
                .replaceAll("><")
                .strip();
    }

    /** The same value with the names of objects in the order of the alphabet. */
    private static JsonElement sorted(JsonElement value) {
        if (value instanceof JsonArray array) {
            JsonArray sorted = new JsonArray();
            array.forEach(element -> sorted.add(sorted(element)));
            return sorted;
        }
        if (value instanceof JsonObject object) {
            JsonObject sorted = new JsonObject();
            new TreeMap<>(object.asMap()).forEach((name, member) -> sorted.add(name, sorted(member)));
            return sorted;
        }
        return value;
    }

    private static Map<String, String> headers(Ask ask, String body) {
        Map<String, String> headers = new TreeMap<>();
        ask.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.keySet().removeAll(List.of("user-agent", "x-clientservice-clienttag", "accept-encoding"));
        if (body.isEmpty() || ask.address().contains("/ProcessQuery")) {
            headers.remove("content-type");
        }
        return headers;
    }

    private JsonArray results(String body) {
        JsonArray results = new JsonArray();
        JsonObject head = new JsonObject();
        head.addProperty("SchemaVersion", "15.0.0.0");
        head.add("ErrorInfo", JsonNull.INSTANCE);
        results.add(head);
        results.add(4);
        JsonObject object = item(1, "csom");
        boolean ofTenant = body.contains("{268004ae-");
        object.addProperty("_ObjectIdentity_", ofTenant ? "guid|guid:guid\nTenant" : "guid|guid:site:1:web:2");
        object.add("_Child_Items_", items("csom", body.contains("\"StartIndex\" Type=\"String\">0<")));
        object.addProperty("Status", mood == Mood.NONE ? "Active" : "Recycled");
        object.addProperty("IsComplete", mood != Mood.ONE || body.contains("Id=\"188\""));
        object.addProperty("PollingInterval", 3);
        boolean more = mood == Mood.PAGED && body.contains("\"StartIndex\" Type=\"String\">0<");
        object.add("NextStartIndexFromSharePoint", more ? JsonParser.parseString("\"7\"") : JsonNull.INSTANCE);
        results.add(object);
        return results;
    }

    private JsonObject batch(String body) {
        JsonArray responses = new JsonArray();
        for (JsonElement request :
                JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("requests")) {
            JsonObject response = new JsonObject();
            String id = request.getAsJsonObject().get("id").getAsString();
            boolean fails = mood == Mood.REFUSED_LATER;
            response.addProperty("id", id);
            response.addProperty("status", fails ? 404 : 200);
            response.add(
                    "body",
                    fails
                            ? JsonParser.parseString("{\"error\":{\"code\":\"NotFound\",\"message\":\"No team\"}}")
                            : item(9 - Integer.parseInt(id), "team"));
            responses.add(response);
        }
        JsonObject answer = new JsonObject();
        answer.add("responses", responses);
        return answer;
    }

    private JsonElement any(String method, String address, String body) {
        JsonObject one = item(1, address);
        boolean first = !address.contains("skiptoken") && !address.contains("older_than");
        boolean ends = body.contains("ListItemCollectionPosition") || address.contains("Folder1%2F");
        JsonArray items = ends ? new JsonArray() : items(address, first);
        Matcher named = NAMED_USER.matcher(address);
        if (named.find() && !items.isEmpty()) {
            String name = URLDecoder.decode(named.group(1), StandardCharsets.UTF_8);
            items.get(0).getAsJsonObject().addProperty("userPrincipalName", name);
        }
        one.add("value", items);
        one.add("ErrorMessage", mood == Mood.ONE ? JsonParser.parseString("\"Taken\"") : JsonNull.INSTANCE);
        boolean orderKnown = mood != Mood.ONE;
        JsonElement order = JsonParser.parseString(
                "[{\"StringValue\":\"0x01\"},{\"StringValue\":\"0x0120\"},{\"StringValue\":\"0x0104\"}]");
        one.add("ContentTypeOrder", order);
        one.add("UniqueContentTypeOrder", orderKnown ? order : JsonNull.INSTANCE);
        one.addProperty("UniqueId", "unique");
        one.add("CanvasContent1", canvas());
        one.addProperty("IsPageCheckedOutToCurrentUser", mood == Mood.NONE);
        one.addProperty("WelcomePage", "SitePages/Home.aspx");
        one.addProperty("BannerImageUrl", "/banner.png");
        one.addProperty("LayoutWebpartsContent", mood == Mood.ONE ? "" : "[]");
        if (address.endsWith("/getclientsidewebparts()")) {
            String[] parts = {
                "{E377EA37-9047-43b9-8cdb-a761be2f8e09}",
                "d1d91016-032f-456d-98a4-721247c305e8",
                "3ede60d3-dc2c-438b-b5bf-cc40bb2351e1"
            };
            for (int i = 0; i < items.size(); i++) {
                JsonObject part = items.get(i).getAsJsonObject();
                part.addProperty("Id", parts[i]);
                part.addProperty(
                        "Manifest",
                        "{\"preconfiguredEntries\":[{\"title\":{\"default\":\"Part\"},"
                                + "\"description\":{\"default\":\"Does\"},\"properties\":{\"a\":1}}]}");
            }
        }
        one.addProperty("DecodedUrl", "/sites/project-x/Shared Documents/a.b.docx");
        one.addProperty("JobState", 0);
        one.add("Logs", logs());
        one.addProperty("securityEnabled", mood != Mood.ONE);
        if (address.contains("/_api/search/query")) {
            boolean full = mood == Mood.PAGED && !address.contains("IndexDocId>doc");
            one.addProperty("ElapsedTime", 12);
            one.add("PrimaryQueryResult", nested("RelevantResults", found(full ? 500 : items.size(), items)));
        }
        if (address.contains("/RenderListDataAsStream")) {
            one.add("Row", items);
            one.addProperty("NextHref", mood == Mood.PAGED && !address.contains("?") ? "?Paged=TRUE" : "");
        }
        if (address.contains("/ContentTypes?$select=Id")) {
            items.forEach(each ->
                    each.getAsJsonObject().add("Id", order.getAsJsonArray().get(1)));
        }
        if (address.contains("/_api/hubsites") || address.contains("/RenderListDataAsStream")) {
            items.forEach(each -> {
                JsonObject hub = each.getAsJsonObject();
                hub.addProperty("HubSiteId", "{ID-1}");
                hub.addProperty("SiteId", "{id-" + hub.get("Id").getAsInt() + "}");
                hub.addProperty("ID", "id-" + hub.get("Id").getAsInt());
            });
        }
        one.addProperty("SiteUrl", SITE + "/sites/made");
        one.addProperty("SiteStatus", mood == Mood.ONE ? 1 : 2);
        one.addProperty("IsBrandCenterSiteFeatureEnabled", mood == Mood.ONE);
        if (method.equals("POST")) {
            JsonArray fields = new JsonArray();
            fields.add(JsonParser.parseString("{\"FieldName\":\"Title\",\"FieldValue\":\"x\",\"HasException\":"
                    + (mood == Mood.ONE) + ",\"ErrorMessage\":\"Wrong\"}"));
            fields.add(JsonParser.parseString("{\"FieldName\":\"Id\",\"FieldValue\":\"7\",\"HasException\":false}"));
            if (address.contains("Validate")) {
                one.add("value", fields);
            }
        }
        if (mood == Mood.PAGED && first && !address.contains("yammer")) {
            one.addProperty("@odata.nextLink", address + (address.contains("?") ? "&" : "?") + "$skiptoken=2");
        }
        if (address.contains("yammer")) {
            one.add("messages", address.contains("search.json") ? nested("messages", items) : items);
            one.add("users", items.isEmpty() ? items("x", true, 1) : items);
            one.add("topics", items);
            one.add("groups", items);
            one.add("meta", JsonParser.parseString("{\"older_available\":" + (mood == Mood.PAGED && first) + "}"));
            one.add("count", JsonParser.parseString("{\"messages\":3,\"topics\":2,\"users\":1,\"groups\":0}"));
        }
        return one;
    }

    /** The controls of a page: two sections; none; a section as wide as the page; a vertical one. */
    private JsonElement canvas() {
        String controls = switch (mood) {
            case ONE -> "";
            case NONE ->
                "[{\"controlType\":3,\"position\":{\"zoneIndex\":1,\"sectionIndex\":1,\"sectionFactor\":0,"
                        + "\"layoutIndex\":1,\"controlIndex\":1}},{\"controlType\":0}]";
            case PAGED ->
                "[{\"position\":{\"zoneIndex\":2,\"sectionIndex\":1,\"sectionFactor\":12,\"layoutIndex\":2,"
                        + "\"controlIndex\":1},\"zoneGroupMetadata\":{\"type\":1}},{\"controlType\":14,"
                        + "\"webPartData\":{\"properties\":{\"zoneBackground\":{}},"
                        + "\"serverProcessedContent\":{\"imageSources\":{}}}}]";
            default ->
                "[{\"controlType\":4,\"position\":{\"zoneIndex\":1,\"sectionIndex\":1,\"sectionFactor\":12,"
                        + "\"layoutIndex\":1,\"controlIndex\":2}},{\"controlType\":3,\"position\":{\"zoneIndex\":1,"
                        + "\"sectionIndex\":1,\"sectionFactor\":12,\"layoutIndex\":1,\"controlIndex\":1}},"
                        + "{\"controlType\":3,\"position\":{\"zoneIndex\":4,\"sectionIndex\":3,\"sectionFactor\":4,"
                        + "\"layoutIndex\":1,\"controlIndex\":1}},{\"controlType\":0}]";
        };
        return controls.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(controls);
    }

    /** The last name of where a job copies to. */
    private static final Pattern DESTINATION = Pattern.compile("\"destinationUri\":\"[^\"]*?([^\"/]+)/?\"");

    /** What a job that copies tells: how it ended; where nothing is found, only when asked again. */
    private JsonArray logs() {
        JsonArray logs = new JsonArray();
        long asked = this.asked.stream()
                .filter(each -> each.address().endsWith("/GetCopyJobProgress"))
                .count();
        String target = this.asked.stream()
                .map(each -> DESTINATION.matcher(each.body()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        logs.add("{\"Event\":\"JobStart\"}");
        if (mood == Mood.ONE) {
            logs.add("{\"Event\":\"JobError\",\"Message\":\"It is there already\"}");
        } else if (mood != Mood.NONE || asked > 1) {
            logs.add("{\"Event\":\"JobFinishedObjectInfo\",\"TargetObjectSiteRelativeUrl\":" + "\"" + target
                    + "/a.docx\",\"TargetObjectUniqueId\":\"unique\"}");
        }
        return logs;
    }

    /** Results of a search. */
    private static JsonObject found(int count, JsonArray items) {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < count; i++) {
            String title = items.isEmpty()
                    ? "none"
                    : items.get(i % items.size()).getAsJsonObject().get("Title").getAsString();
            rows.add(nested(
                    "Cells",
                    JsonParser.parseString("[{\"Key\":\"Title\",\"Value\":\"" + title
                            + "\"},{\"Key\":\"OriginalPath\",\"Value\":\"/p" + i
                            + "\"},{\"Key\":\"DocId\",\"Value\":\"doc" + i
                            + "\"},{\"Key\":\"Author\",\"Value\":null}]")));
        }
        JsonObject results = nested("Table", nested("Rows", rows));
        results.addProperty("RowCount", count);
        results.addProperty("TotalRows", count);
        results.addProperty("TotalRowsIncludingDuplicates", count + 1);
        return results;
    }

    private static JsonObject nested(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    private JsonArray items(String address, boolean first) {
        return items(address, first, mood == Mood.NONE ? 0 : mood == Mood.ONE ? 1 : 3);
    }

    private JsonArray items(String address, boolean first, int count) {
        JsonArray items = new JsonArray();
        for (int i = 0; i < count; i++) {
            items.add(item(first ? i : i + 3, address));
        }
        return items;
    }

    /** An object with what objects of all services have. */
    private JsonObject item(int number, String address) {
        boolean owner = address.toLowerCase(Locale.ROOT).contains("owners");
        String file = Optional.of(Pattern.compile("Folder\\d").matcher(address))
                .filter(Matcher::find)
                .map(m -> "/Folder1/")
                .orElse("/");
        return JsonParser.parseString("""
                {"id":"id-%1$d","title":"My Planner Task","Id":%1$d,"ID":%1$d,"name":"name %1$d","displayName":"Ä name\\nof %1$d","Title":"Title, %1$d",
                "description":null,"mail":"u%1$d@contoso.com","userPrincipalName":"u%1$d@contoso.com",
                "userType":"%2$s","groupTypes":["Unified"],"resourceProvisioningOptions":["Team"],
                "Name":"Name %1$d","ServerRelativeUrl":"/sites/x%3$sFolder%1$d","webUrl":"https://contoso.sharepoint.com/a/b%1$d",
                "Url":"https://contoso.sharepoint.com/a","isArchived":false,"Hidden":true,"BaseTemplate":10%1$d,"Exists":false,
                "GroupId":"%4$s","TimeDeleted":%5$s,"AbsoluteUrl":"https://contoso.sharepoint.com/sites/c%1$d","mailEnabled":%6$b,
                "FormDigestValue":"0xDIGEST","FormDigestTimeoutSeconds":1800,"StringValue":"0x01",
                "body":{"plain":"A body\\nthat is longer than thirty-five characters","content":"<p>x</p>"},
                "content_excerpt":"An excerpt that is a good deal longer than eighty characters, which is where a table cuts it",
                "web_url":"https://web/%1$d","teamsApp":{"id":"app-%1$d","displayName":"App %1$d"},"@odata.etag":"W/\\"%1$d\\"",
                "appRoles":[{"id":"role-1","value":"Sites.Read.All"},{"id":"role-2","value":"Mail.Read"},
                {"id":"role-3","value":"Sites.FullControl.All"},{"id":"role-4","value":"Group.ReadWrite.All"},{"id":"role-5","value":"Directory.Read.All"}],
                "appId":"app-id-%1$d","servicePrincipalNames":["https://graph.microsoft.com","https://management.azure.com/",
                "https://microsoft.sharepoint-df.com/"],"principalDisplayName":"P","resourceDisplayName":"R",
                "oauth2PermissionScopes":[{"id":"scope-1","value":"Sites.Read.All"},{"id":"scope-2","value":"User.Read"},
                {"id":"scope-3","value":"Calendars.Read"},{"id":"scope-5","value":"Directory.Read.All"},{"id":"scope-4","value":"AllSites.Read"}],
                "contentType":"Audit.Exchange","status":"enabled","CreationTime":"2026-11-1%1$dT08:00:00",
                "contentUri":"https://manage.office.com/api/v1.0/t/activity/feed/audit/%1$d",
                "packageLink":{"value":"https://bap.blob.core.windows.net/export/Flow_%1$d.zip?sig=abc"},
                "resources":{"a":{"type":"Microsoft.Flow/flows"},"b":{"type":"Microsoft.PowerApps/apis"}},
                "teamsAppDefinition":{"displayName":"App %1$d","version":"1.0.%1$d"},"roles":[],
                "properties":{"displayName":"Flow %1$d","startTime":"2026-11-19T08:00:00Z","status":"Succeeded",
                "owner":{"email":"o@contoso.com"},"appVersion":"2026-01-01T00:00:00Z",
                "provisioningState":"Succeeded","environmentSku":"Default","azureRegionHint":"west","isDefault":true,
                "actions":{"Send":{"inputsLink":{"uri":"https://prod-01.logic.azure.com/in?sig=abc"},"status":"Succeeded"},
                "Compose":{"outputsLink":{"uri":"https://prod-01.logic.azure.com/out?sig=abc"}},"Wait":{}},
                "trigger":{"name":"manual","outputsLink":{"uri":"https://prod-01.logic.azure.com/outputs?sig=abc"}},
                "definitionSummary":{"triggers":[{"type":"Request","kind":"Http"},{"type":"Recurrence"}],
                "actions":[{"type":"Api","swaggerOperationId":"Send"},{"type":"Compose"}]}},
                "VersionPolicies":{"DefaultTrimMode":%1$d},
                "AttachmentFiles":[{"FileName":"a.txt","ServerRelativeUrl":"/a.txt"}],
                "RoleAssignments":[{"Member":{"PrincipalType":%1$d,"Title":"Owners"},"RoleDefinitionBindings":
                [{"BasePermissions":{"High":"2147483647","Low":"4294967295"},"RoleTypeKind":5}]}],
                "Member":{"PrincipalType":8},"RoleDefinitionBindings":[{"BasePermissions":{"High":"432","Low":"1011030767"},
                "RoleTypeKind":6},{"BasePermissions":{"High":32767,"Low":65535},"RoleTypeKind":77}],
                "ListItemAllFields":{"ClientSideApplicationId":"%7$s","PageLayoutType":"Article","ID":%1$d,"Id":%1$d,"Title":"x","RoleAssignments":[{"Member":{"PrincipalType":1},
                "RoleDefinitionBindings":[{"BasePermissions":{"High":"0","Low":"1"},"RoleTypeKind":0}]}]}}
                """.formatted(
                                number,
                                owner ? "Owner" : number % 2 == 0 ? "Guest" : "Member",
                                file,
                                mood == Mood.PAGED ? "7d2a0e5b-0000-4000-8000-000000000001" : NO_GROUP,
                                mood == Mood.ONE ? "\"2026-11-19\"" : "null",
                                number % 2 == 0,
                                number % 2 == 0 ? "" : "b6917cb1-93a0-4b97-a84d-7cf49975d4ec"))
                .getAsJsonObject();
    }

    private static Reply json(String body) {
        return answer(200, body);
    }

    private static Reply answer(int status, String body) {
        return new Reply.Answered(
                status,
                Map.of("content-type", List.of("application/json")),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
