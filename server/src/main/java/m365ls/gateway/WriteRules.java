package m365ls.gateway;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requests change something. A request counts as a write unless it is known to change nothing: by its method, by its
 * content, or by the reviewed list of POSTs that only read.
 */
final class WriteRules {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** By which another method is meant than the one that is sent. */
    private static final Set<String> OVERRIDES = Set.of("x-http-method", "x-http-method-override", "x-method-override");

    /** Parts of a batch that may be batches again; no service takes such, and nobody should recurse without end. */
    private static final int DEEPEST = 2;

    private static final String CSOM = "/_vti_bin/client.svc/processquery";

    /**
     * Paths, in small letters and without what stands in parentheses at their end, of POSTs that change nothing. Of
     * Microsoft Graph, behind its version.
     */
    private static final Pattern GRAPH = whole(
            "directoryobjects/(?:getbyids|getavailableextensionproperties|validateproperties)",
            // What somebody is a member of.
            "(?:me|(?:users|groups|directoryobjects|serviceprincipals|devices|contacts|orgcontacts)/[^/]+)"
                    + "/(?:microsoft\\.graph\\.)?(?:check|get)member(?:groups|objects)",
            "users/validatepassword",
            "search/query",
            "(?:me|users/[^/]+)/(?:getmailtips|findmeetingtimes|translateexchangeids)",
            "(?:me|users/[^/]+)/calendar/getschedule",
            "communications/getpresencesbyuserids",
            "security/runhuntingquery",
            "(?:drives/[^/]+|me/drive|sites/[^/]+/drive|groups/[^/]+/drive)/items/[^/]+/preview");

    /** The same of SharePoint, behind {@code _api/}; what stands before the last slash is what is read from. */
    private static final Pattern SHAREPOINT = whole(
            "contextinfo",
            "search/post(?:query|suggest)",
            "navigation/menustate",
            "site/getcopyjobprogress",
            "thememanager/get(?:hidedefaultthemes|tenantthemingoptions)",
            "(?:.+/)?(?:renderlistdataasstream|getitems|getchanges|getlistitemchangessincetoken|getsharinginformation"
                    + "|getusereffectivepermissions|checkpermissions)",
            "spo\\.tenant/get(?:siteadministrators|sitepropertiesbyurl|sitepropertiesbysiteid"
                    + "|sitepropertiesfromsharepointbyfilters)",
            "sp[._]compliancepolicy[._]sppolicystoreproxy[._]getlistcompliancetag",
            "microsoft[._]sharepoint[._]utilities[._]webtemplateextensions[._]sitescriptutility[._]get(?:sitescript(?:s"
                    + "|metadata|fromlist|fromweb)|sitedesign(?:s|metadata|rights|run|runs|runstatus|task|tasks))'?");

    /** The same of the Power Platform's services. */
    private static final Pattern POWER_PLATFORM = whole(
            "providers/microsoft\\.businessappplatform/listtenantsettings",
            "providers/microsoft\\.businessappplatform/(?:scopes/[^/]+/)?environments/[^/]+/listpackageresources",
            // Write what they hand out, and nothing in the tenant.
            "providers/microsoft\\.businessappplatform/(?:scopes/[^/]+/)?environments/[^/]+/exportpackage",
            "providers/microsoft\\.processsimple/(?:scopes/[^/]+/)?environments/[^/]+/flows/[^/]+/exporttoarmtemplate");

    /** Hosts and paths of other services: the one that tells how a library of JavaScript is made. */
    private static final Set<String> OTHERS = Set.of("scriptcheck-weu-fn.azurewebsites.net/api/v2/script-check");

    private static final Pattern PART = Pattern.compile("(?m)^([A-Za-z]+)[ \\t]+(\\S+)[ \\t]+HTTP/[0-9.]+[ \\t]*\\r?$");
    private static final Pattern PART_HEAD = Pattern.compile("(?i)content-type\\s*:\\s*application/http");

    private WriteRules() {}

    private static Pattern whole(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives));
    }

    /**
     * Why a request is a write, in a sentence; empty if it changes nothing.
     *
     * @param method in capitals
     * @param headers by name in small letters
     * @param body empty if it is not known: a request whose body would have to be looked at is then a write
     */
    static Optional<String> why(String method, Address address, Map<String, String> headers, Optional<byte[]> body) {
        return why(method, address, headers, body, 0);
    }

    private static Optional<String> why(
            String method, Address address, Map<String, String> headers, Optional<byte[]> body, int depth) {
        for (String name : OVERRIDES) {
            String meant = headers.getOrDefault(name, "").strip().toUpperCase(Locale.ROOT);
            if (!meant.isEmpty() && !meant.equals("GET")) {
                return Optional.of("The header " + name + " makes it a request of the method " + meant + ".");
            }
        }
        if (READING.contains(method)) {
            return Optional.empty();
        }
        if (!method.equals("POST")) {
            return Optional.of("Requests of the method " + method + " change things.");
        }
        String path = address.path().toLowerCase(Locale.ROOT);
        if (path.endsWith(CSOM)) {
            return body.map(CsomRequest::whyItWrites)
                    .orElseGet(() ->
                            Optional.of("It is a request of SharePoint's client object model that was not looked at."));
        }
        if (path.endsWith("/$batch") || path.endsWith("/%24batch")) {
            return body.isEmpty() || depth >= DEEPEST
                    ? Optional.of("It is a batch of requests that was not looked at.")
                    : batch(address, new String(body.get(), StandardCharsets.UTF_8), depth + 1);
        }
        return readsOnly(address.host(), path)
                ? Optional.empty()
                : Optional.of("It is a POST that is not known to change nothing.");
    }

    private static boolean readsOnly(String host, String path) {
        String bare = path.replaceFirst("/+$", "").replaceFirst("\\([^()/]*\\)$", "");
        int api = bare.indexOf("/_api/");
        if (api >= 0) {
            return SHAREPOINT.matcher(bare.substring(api + 6)).matches();
        }
        if (host.contains("graph")) {
            return GRAPH.matcher(bare.replaceFirst("^/(?:v1\\.0|beta)/", "")).matches();
        }
        if (OTHERS.contains(host + bare)) {
            return true;
        }
        boolean isPowerPlatform = host.endsWith("api.bap.microsoft.com")
                || host.equals("api.flow.microsoft.com")
                || host.equals("api.powerapps.com");
        return isPowerPlatform && POWER_PLATFORM.matcher(bare.substring(1)).matches();
    }

    private static Optional<String> batch(Address address, String body, int depth) {
        return body.stripLeading().startsWith("{")
                ? jsonBatch(address, body, depth)
                : multipartBatch(address, body, depth);
    }

    /** A batch as Graph takes it. */
    private static Optional<String> jsonBatch(Address address, String body, int depth) {
        List<JsonObject> parts = new ArrayList<>();
        try {
            JsonElement requests =
                    JsonParser.parseString(body).getAsJsonObject().get("requests");
            for (JsonElement each : requests == null ? List.<JsonElement>of() : requests.getAsJsonArray()) {
                parts.add(each.getAsJsonObject());
            }
            if (parts.isEmpty()) {
                return unreadable();
            }
            String base = address.path().replaceFirst("/[^/]*$", "");
            for (JsonObject part : parts) {
                String url = text(part, "url");
                Addresses where = url.startsWith("https:")
                        ? Address.parse(url)
                        : Address.parse("https://" + address.host() + base + "/" + url.replaceFirst("^/+", ""));
                if (!(where instanceof Address known)) {
                    return unreadable();
                }
                Optional<byte[]> content = part.has("body")
                        ? Optional.of(part.get("body").toString().getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
                Optional<String> why =
                        why(text(part, "method").toUpperCase(Locale.ROOT), known, headers(part), content, depth);
                if (why.isPresent()) {
                    return within(why.get());
                }
            }
            return Optional.empty();
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return unreadable();
        }
    }

    private static String text(JsonObject part, String name) {
        JsonElement value = part.get(name);
        return value == null ? "" : value.getAsString();
    }

    private static Map<String, String> headers(JsonObject part) {
        Map<String, String> headers = new HashMap<>();
        JsonElement given = part.get("headers");
        if (given != null && given.isJsonObject()) {
            given.getAsJsonObject().asMap().forEach((name, value) -> {
                if (value.isJsonPrimitive()) {
                    headers.put(name.toLowerCase(Locale.ROOT), value.getAsString());
                }
            });
        }
        return headers;
    }

    /** A batch as SharePoint and Dataverse take it: each part is a request as it would be sent. */
    private static Optional<String> multipartBatch(Address address, String body, int depth) {
        long announced = PART_HEAD.matcher(body).results().count();
        String small = body.toLowerCase(Locale.ROOT);
        // A part that is not seen here, but by the service, must not pass.
        if (announced == 0 || OVERRIDES.stream().anyMatch(small::contains) || small.contains("multipart/mixed")) {
            return unreadable();
        }
        long seen = 0;
        for (Matcher m = PART.matcher(body); m.find(); ) {
            seen++;
            if (!(address.resolve(m.group(2)) instanceof Address known)) {
                return unreadable();
            }
            Optional<String> why = why(m.group(1).toUpperCase(Locale.ROOT), known, Map.of(), Optional.empty(), depth);
            if (why.isPresent()) {
                return within(why.get());
            }
        }
        return seen == announced ? Optional.empty() : unreadable();
    }

    private static Optional<String> within(String why) {
        return Optional.of("A request of the batch changes things. " + why);
    }

    private static Optional<String> unreadable() {
        return Optional.of("It is a batch of which it cannot be told whether all of its requests only read.");
    }
}
