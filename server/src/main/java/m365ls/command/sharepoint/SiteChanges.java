package m365ls.command.sharepoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;

/** {@code spo site add}, {@code set} and {@code remove}, {@code spo site appcatalog ...} */
public final class SiteChanges {

    private static final String NO_GROUP = "00000000-0000-0000-0000-000000000000";

    private static final String TOPIC = "00000000-0000-0000-0000-000000000000";

    /** By Microsoft's reference of site designs. */
    private static final Map<String, String> DESIGNS = Map.of(
            "Topic", TOPIC,
            "Showcase", "6142d2a0-63a5-4ba0-aede-d9fefca2c767",
            "Blank", "f6cc5403-0d63-442e-96c0-285923709ffc");

    /** What SharePoint calls the status of a site that is ready. */
    private static final String READY = "2";

    private static final String BRAND_CENTER_FEATURE = "99cd6e8b-189b-4611-ae89-f89105876e43";

    /** By Microsoft's reference of {@code SharingCapabilities}. */
    private static final List<String> SHARING = List.of(
            "Disabled", "ExternalUserSharingOnly", "ExternalUserAndGuestSharing", "ExistingExternalUserSharingOnly");

    private static final String GRAPH = "https://graph.microsoft.com/v1.0";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final int MOST_LOOKS = 20;

    private static final int NOT_FOUND = 404;

    private static final int FORBIDDEN = 403;

    private SiteChanges() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo site add", SiteChanges::add),
                NativeCommand.sharePoint("spo site set", SiteChanges::set).with(Wording.STATUS),
                NativeCommand.sharePoint("spo site remove", SiteChanges::remove),
                NativeCommand.sharePoint(
                                "spo site appcatalog add",
                                run -> addAppCatalog(
                                        run,
                                        new SharePoint.AdminDigest(run),
                                        run.options().text("siteUrl")))
                        .with(Wording.STATUS),
                NativeCommand.sharePoint("spo site appcatalog list", SiteChanges::appCatalogs));
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        SharePoint.AdminDigest digest = new SharePoint.AdminDigest(run);
        boolean classic = options.text("type").equals("ClassicSite");
        JsonElement site = classic ? Wording.STATUS.of(() -> addClassic(run, digest)) : addModern(run);
        if (Json.isTruthy(site) && options.has("withAppCatalog")) {
            Wording.STATUS.of(() -> {
                addAppCatalog(run, digest, Json.shown(site));
                return site;
            });
        }
        run.print(site);
    }

    private static JsonElement addModern(CommandRun run) throws Stop, InterruptedException {
        String type = run.options().text("type");
        boolean isTeamSite = !type.equals("CommunicationSite") && !type.equals("BrandCenter");
        return isTeamSite ? addTeamSite(run) : addCommunicationSite(run);
    }

    private static JsonElement addTeamSite(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonArray results = new JsonArray();
        if (options.has("lcid")) {
            results.add("SPSiteLanguage:" + options.text("lcid"));
        }
        JsonObject more = Json.object(
                "Description",
                options.has("description") ? options.json("description") : "",
                "CreationOptions",
                Json.object(
                        "results",
                        results,
                        "Classification",
                        options.has("classification") ? options.json("classification") : ""));
        if (options.has("owners")) {
            JsonArray owners = new JsonArray();
            SharePoint.split(options.text("owners")).forEach(owners::add);
            more.add("Owners", Json.object("results", owners));
        }
        JsonElement made =
                run.json(Request.post(run.rootSite() + "/_api/GroupSiteManager/CreateGroupEx", Request.SHAREPOINT)
                        .with("content-type", "application/json; odata=verbose; charset=utf-8")
                        .body(Json.object(
                                "displayName",
                                options.json("title"),
                                "alias",
                                options.json("alias"),
                                "isPublic",
                                options.json("isPublic"),
                                "optionalParams",
                                more)));
        JsonElement error = Json.at(made, "ErrorMessage");
        if (!error.isJsonNull()) {
            throw new Stop(new Stop.Cause.Failure(error));
        }
        return Json.at(made, "SiteUrl");
    }

    private static JsonElement addCommunicationSite(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String root = run.rootSite();
        String design = options.has("siteDesign") ? DESIGNS.getOrDefault(options.text("siteDesign"), "") : TOPIC;
        JsonObject site = Json.object(
                "Title",
                options.json("title"),
                "Url",
                options.json("url"),
                "ShareByEmailEnabled",
                options.json("shareByEmailEnabled"),
                "Description",
                options.has("description") ? options.json("description") : "",
                "Classification",
                options.has("classification") ? options.json("classification") : "",
                "WebTemplate",
                "SITEPAGEPUBLISHING#0",
                "SiteDesignId",
                options.text("siteDesignId", design));
        if (options.has("lcid")) {
            site.add("Lcid", options.json("lcid"));
        }
        if (options.has("owners")) {
            site.add("Owner", options.json("owners"));
        }
        if (options.text("type").equals("BrandCenter")) {
            JsonElement state =
                    SharePoint.get(run, SharePoint.admin(run) + "/_api/SPO.Tenant/GetBrandCenterConfiguration");
            if (Json.isTruthy(Json.at(state, "IsBrandCenterSiteFeatureEnabled"))) {
                throw Stop.failure("Brand center site is already created in the tenant.");
            }
            run.warn("The site becomes the official brand center of the organization, and cannot be deleted later. "
                    + "What is uploaded to it is kept in a public content delivery network: "
                    + "whoever has its address can read it.");
            site.add("AdditionalSiteFeatureIds", Json.array(BRAND_CENTER_FEATURE));
        }
        JsonElement made = run.json(Request.post(root + "/_api/SPSiteManager/Create", Request.SHAREPOINT)
                .with("content-type", "application/json;odata=nometadata")
                .body(Json.object("request", site)));
        if (!Json.text(made, "SiteStatus").equals(READY)) {
            throw Stop.failure("An error has occurred while creating the site");
        }
        return Json.at(made, "SiteUrl");
    }

    private static JsonElement addClassic(CommandRun run, SharePoint.AdminDigest digest)
            throws Stop, InterruptedException {
        Options options = run.options();
        String admin = SharePoint.admin(run);
        String first = digest.value();
        if (options.has("removeDeletedSite") && isRecycled(run, admin, first)) {
            JsonElement removal = SharePoint.last(SharePoint.process(
                    run,
                    admin,
                    digest.value(),
                    "<ObjectPath Id=\"185\" ObjectPathId=\"184\" /><Query Id=\"186\" ObjectPathId=\"184\">"
                            + SharePoint.PROGRESS + "</Query>",
                    method(184, 175, "RemoveDeletedSite", SharePoint.parameter("String", options.text("url")))
                            + SharePoint.TENANT.formatted(175)));
            if (options.has("wait")) {
                SharePoint.await(run, digest, removal);
            }
        }
        JsonElement operation = SharePoint.last(SharePoint.process(
                run,
                admin,
                digest.value(),
                "<ObjectPath Id=\"4\" ObjectPathId=\"3\" /><ObjectPath Id=\"6\" ObjectPathId=\"5\" />"
                        + "<Query Id=\"7\" ObjectPathId=\"3\"><Query SelectAllProperties=\"true\"><Properties />"
                        + "</Query></Query><Query Id=\"8\" ObjectPathId=\"5\">" + SharePoint.PROGRESS + "</Query>",
                SharePoint.TENANT.formatted(3)
                        + method(
                                5,
                                3,
                                "CreateSite",
                                "<Parameter TypeId=\"{11f84fff-b8cf-47b6-8b50-34e692656606}\">"
                                        + property("CompatibilityLevel", "Int32", "0")
                                        + property("Lcid", "UInt32", number(options, "lcid", "1033"))
                                        + property("Owner", "String", options.text("owners"))
                                        + property(
                                                "StorageMaximumLevel", "Int64", number(options, "storageQuota", "100"))
                                        + property(
                                                "StorageWarningLevel",
                                                "Int64",
                                                number(options, "storageQuotaWarningLevel", "100"))
                                        + property("Template", "String", options.text("webTemplate", "STS#0"))
                                        + property("TimeZoneId", "Int32", options.text("timeZone"))
                                        + property("Title", "String", options.text("title"))
                                        + property("Url", "String", options.text("url"))
                                        + property(
                                                "UserCodeMaximumLevel", "Double", number(options, "resourceQuota", "0"))
                                        + property(
                                                "UserCodeWarningLevel",
                                                "Double",
                                                number(options, "resourceQuotaWarningLevel", "0"))
                                        + "</Parameter>")));
        if (options.has("wait") || options.has("withAppCatalog")) {
            SharePoint.await(run, digest, operation);
        }
        return options.json("url");
    }

    private static String method(int id, int parent, String name, String parameters) {
        return "<Method Id=\"" + id + "\" ParentId=\"" + parent + "\" Name=\"" + name + "\"><Parameters>" + parameters
                + "</Parameters></Method>";
    }

    private static String property(String name, String type, String value) {
        return "<Property Name=\"" + name + "\" Type=\"" + type + "\">" + Encoding.xml(value) + "</Property>";
    }

    /** An option's value if it is a number, as the CLI tells numbers from texts. */
    private static String number(Options options, String name, String otherwise) {
        return options.json(name) instanceof JsonPrimitive value && value.isNumber() && options.given(name)
                ? options.text(name)
                : otherwise;
    }

    private static boolean isRecycled(CommandRun run, String admin, String digest) throws Stop, InterruptedException {
        String url = run.options().text("url");
        JsonArray found = SharePoint.send(
                run,
                admin,
                digest,
                "<ObjectPath Id=\"197\" ObjectPathId=\"196\" /><ObjectPath Id=\"199\" ObjectPathId=\"198\" />"
                        + "<Query Id=\"200\" ObjectPathId=\"198\"><Query SelectAllProperties=\"true\"><Properties />"
                        + "</Query></Query>",
                SharePoint.TENANT.formatted(196)
                        + method(
                                198,
                                196,
                                "GetSitePropertiesByUrl",
                                SharePoint.parameter("String", url) + SharePoint.parameter("Boolean", "false")));
        if (failsWith(found, "Microsoft.Online.SharePoint.Common.SpoNoSiteException")) {
            found = SharePoint.send(
                    run,
                    admin,
                    digest,
                    "<ObjectPath Id=\"181\" ObjectPathId=\"180\" /><Query Id=\"182\" ObjectPathId=\"180\">"
                            + "<Query SelectAllProperties=\"true\"><Properties /></Query></Query>",
                    method(180, 175, "GetDeletedSitePropertiesByUrl", SharePoint.parameter("String", url))
                            + SharePoint.TENANT.formatted(175));
            if (failsWith(found, "Microsoft.SharePoint.Client.UnknownError")) {
                return false;
            }
        }
        return Json.text(SharePoint.last(SharePoint.checked(found)), "Status").equals("Recycled");
    }

    private static boolean failsWith(JsonArray results, String type) {
        return Json.text(results.get(0), "ErrorInfo", "ErrorTypeName").equals(type);
    }

    private static void addAppCatalog(CommandRun run, SharePoint.AdminDigest digest, String url)
            throws Stop, InterruptedException {
        String site = SharePoint.parameter("String", url);
        SharePoint.process(
                run,
                SharePoint.admin(run),
                digest.value(),
                "<ObjectPath Id=\"38\" ObjectPathId=\"37\" /><ObjectPath Id=\"40\" ObjectPathId=\"39\" />"
                        + "<ObjectPath Id=\"42\" ObjectPathId=\"41\" /><ObjectPath Id=\"44\" ObjectPathId=\"43\" />"
                        + "<ObjectPath Id=\"46\" ObjectPathId=\"45\" /><ObjectPath Id=\"48\" ObjectPathId=\"47\" />",
                SharePoint.TENANT.formatted(37)
                        + method(39, 37, "GetSiteByUrl", site)
                        + "<Property Id=\"41\" ParentId=\"39\" Name=\"RootWeb\" />"
                        + "<Property Id=\"43\" ParentId=\"41\" Name=\"TenantAppCatalog\" />"
                        + "<Property Id=\"45\" ParentId=\"43\" Name=\"SiteCollectionAppCatalogsSites\" />"
                        + method(47, 45, "Add", site));
    }

    private static void appCatalogs(CommandRun run) throws Stop, InterruptedException {
        JsonArray found = run.all(run.rootSite() + "/_api/Web/TenantAppCatalog/SiteCollectionAppCatalogsSites");
        if (!run.options().has("excludeDeletedSites")) {
            run.print(found);
            return;
        }
        JsonArray active = new JsonArray();
        for (JsonElement catalog : found) {
            if (isThere(run, Json.text(catalog, "AbsoluteUrl"))) {
                active.add(catalog);
            }
        }
        run.print(active);
    }

    private static boolean isThere(CommandRun run, String site) throws Stop, InterruptedException {
        try {
            SharePoint.get(run, site + "/_api/web");
            return true;
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal refusal
                    && (refusal.status() == NOT_FOUND || refusal.status() == FORBIDDEN)) {
                return false;
            }
            throw stop;
        }
    }

    /** A site that is being changed. */
    private record Change(
            CommandRun run,
            Options options,
            String tenant,
            String admin,
            SharePoint.AdminDigest digest,
            JsonElement site) {

        String url() {
            return options.text("url");
        }

        String group() {
            return Json.text(site, "GroupId");
        }

        boolean hasGroup() {
            return !group().equals(NO_GROUP);
        }
    }

    private static void set(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String tenant = SharePoint.tenant(run);
        String admin = SharePoint.admin(run);
        SharePoint.AdminDigest digest = new SharePoint.AdminDigest(run);
        digest.value();
        JsonElement site = SharePoint.get(run, options.text("url") + "/_api/site?$select=GroupId,Id");
        Change change = new Change(run, options, tenant, admin, digest, site);
        if (change.hasGroup()) {
            setGroup(change);
        } else {
            setPlainSite(change);
        }
        setProperties(change);
        if (options.given("siteDesignId")) {
            run.json(Request.post(
                            run.rootSite() + "/_api/Microsoft.Sharepoint.Utilities.WebTemplateExtensions"
                                    + ".SiteScriptUtility.ApplySiteDesign",
                            Request.SHAREPOINT)
                    .with("content-type", "application/json;charset=utf-8")
                    .body(Json.object("siteDesignId", options.json("siteDesignId"), "webUrl", options.json("url"))));
        }
        setImage(change, "siteLogoUrl", 1);
        setImage(change, "siteThumbnailUrl", 0);
        setLock(change);
    }

    private static void setGroup(Change change) throws Stop, InterruptedException {
        CommandRun run = change.run();
        Options options = change.options();
        if (options.given("title")) {
            run.json(Request.post(change.admin() + "/_api/SPOGroup/UpdateGroupPropertiesBySiteId", Request.SHAREPOINT)
                    .with("content-type", "application/json;charset=utf-8")
                    .with("x-requestdigest", change.digest().value())
                    .body(Json.object(
                            "groupId",
                            Json.at(change.site(), "GroupId"),
                            "siteId",
                            Json.at(change.site(), "Id"),
                            "displayName",
                            options.json("title"))));
        }
        if (options.given("isPublic")) {
            run.json(Request.patch(GRAPH + "/groups/" + change.group(), Request.GRAPH)
                    .body(Json.object("visibility", options.has("isPublic") ? "Public" : "Private")));
        }
        if (options.has("description")) {
            run.text(Request.patch(GRAPH + "/groups/" + change.group(), ANYTHING)
                    .with("content-type", Request.GRAPH)
                    .body(Json.object("description", options.json("description"))));
        }
        if (options.given("owners")) {
            setGroupOwners(change);
        }
    }

    /** What is accepted where the CLI does not say. */
    private static final String ANYTHING = "application/json, text/plain, */*";

    private static void setGroupOwners(Change change) throws Stop, InterruptedException {
        List<String> names = new ArrayList<>();
        for (String owner : SharePoint.split(change.options().text("owners"))) {
            names.add("userPrincipalName eq '" + owner + "'");
        }
        JsonElement users = change.run()
                .json(Request.get(GRAPH + "/users?$filter=" + String.join(" or ", names) + "&$select=id", ANYTHING)
                        .with("content-type", Request.GRAPH));
        for (JsonElement user : CommandRun.values(users)) {
            change.run()
                    .text(Request.post(
                                    change.admin() + "/_api/SP.Directory.DirectorySession/Group('" + change.group()
                                            + "')/Owners/Add(objectId='" + Json.shown(Json.at(user, "id"))
                                            + "', principalName='')",
                                    ANYTHING)
                            .with("content-type", "application/json;odata=verbose"));
        }
    }

    private static void setPlainSite(Change change) throws Stop, InterruptedException {
        Options options = change.options();
        if (options.given("isPublic")) {
            throw Stop.failure("The isPublic option can't be set on a site that is not groupified");
        }
        if (options.has("description")) {
            change.run()
                    .text(Request.post(change.url() + "/_api/web", Request.SHAREPOINT)
                            .as("MERGE")
                            .with("content-type", "application/json;odata=nometadata")
                            .with("x-requestdigest", change.digest().value())
                            .body(Json.object("Description", options.json("description"))));
        }
        if (options.has("owners")) {
            for (String owner : SharePoint.split(options.text("owners"))) {
                SharePoint.process(
                        change.run(),
                        change.admin(),
                        change.digest().value(),
                        "<ObjectPath Id=\"48\" ObjectPathId=\"47\" />",
                        method(
                                        47,
                                        34,
                                        "SetSiteAdmin",
                                        SharePoint.parameter("String", change.url())
                                                + SharePoint.parameter("String", owner)
                                                + SharePoint.parameter("Boolean", "true"))
                                + SharePoint.TENANT.formatted(34));
            }
        }
    }

    /** Properties that are set in the object model, each with a number of its own, of the site or of the tenant. */
    private static final class Properties {
        private static final int FIRST = 27;

        private final StringBuilder ofSite = new StringBuilder();
        private final StringBuilder ofTenant = new StringBuilder();
        private int number = FIRST;

        void set(boolean site, String name, String type, String value) {
            (site ? ofSite : ofTenant)
                    .append("<SetProperty Id=\"")
                    .append(number)
                    .append("\" ObjectPathId=\"5\" Name=\"")
                    .append(name)
                    .append("\">")
                    .append(SharePoint.parameter(type, value))
                    .append("</SetProperty>");
            number++;
        }
    }

    private static void setProperties(Change change) throws Stop, InterruptedException {
        Properties properties = properties(change);
        JsonArray answer = new JsonArray();
        if (properties.ofSite.length() > 0) {
            answer = SharePoint.send(
                    change.run(),
                    change.url(),
                    change.digest().value(),
                    properties.ofSite.toString(),
                    "<StaticProperty Id=\"1\" TypeId=\"{3747adcd-a3c3-41b9-bfab-4a64dd2f1e0a}\" Name=\"Current\" />"
                            + "<Property Id=\"5\" ParentId=\"1\" Name=\"Site\" />");
        }
        if (properties.ofTenant.length() > 0) {
            String tenant = change.tenant();
            int end = Math.max(tenant.indexOf('&'), tenant.indexOf('|') + 1);
            answer = SharePoint.send(
                    change.run(),
                    change.admin(),
                    change.digest().value(),
                    properties.ofTenant + "<ObjectPath Id=\"14\" ObjectPathId=\"13\" />"
                            + "<ObjectIdentityQuery Id=\"15\" ObjectPathId=\"5\" /><Query Id=\"16\" ObjectPathId=\"13\">"
                            + SharePoint.PROGRESS + "</Query>",
                    "<Identity Id=\"5\" Name=\"53d8499e-d0d2-5000-cb83-9ade5be42ca4|"
                            + tenant.substring(tenant.indexOf('|') + 1, end) + "&#xA;SiteProperties&#xA;"
                            + Encoding.literal(change.url())
                            + "\" /><Method Id=\"13\" ParentId=\"5\" Name=\"Update\" />");
        }
        if (!answer.isEmpty()) {
            finish(change, answer);
        }
    }

    private static void finish(Change change, JsonArray answer) throws Stop, InterruptedException {
        JsonElement operation = SharePoint.last(SharePoint.checked(answer));
        if (change.options().has("wait")) {
            SharePoint.await(change.run(), change.digest(), operation);
        }
    }

    private static Properties properties(Change change) {
        Options options = change.options();
        Properties properties = new Properties();
        if (!change.hasGroup()) {
            setIfGiven(properties, options, "title", "Title", "String");
            setIfGiven(properties, options, "resourceQuota", "UserCodeMaximumLevel", "Double");
            setIfGiven(properties, options, "resourceQuotaWarningLevel", "UserCodeWarningLevel", "Double");
            setIfGiven(properties, options, "storageQuota", "StorageMaximumLevel", "Int64");
            setIfGiven(properties, options, "storageQuotaWarningLevel", "StorageWarningLevel", "Int64");
            if (options.given("allowSelfServiceUpgrade")) {
                properties.set(false, "AllowSelfServiceUpgrade", "Boolean", options.text("allowSelfServiceUpgrade"));
            }
        }
        if (options.given("classification")) {
            properties.set(true, "Classification", "String", options.text("classification"));
        }
        if (options.given("disableFlows")) {
            properties.set(false, "DisableFlows", "Enum", options.has("disableFlows") ? "1" : "2");
        }
        if (options.given("socialBarOnSitePagesDisabled")) {
            properties.set(
                    false, "SocialBarOnSitePagesDisabled", "Boolean", options.text("socialBarOnSitePagesDisabled"));
        }
        if (options.given("shareByEmailEnabled")) {
            properties.set(true, "ShareByEmailEnabled", "Boolean", options.text("shareByEmailEnabled"));
        }
        if (options.has("sharingCapability")) {
            properties.set(
                    false,
                    "SharingCapability",
                    "Enum",
                    Integer.toString(SHARING.indexOf(options.text("sharingCapability"))));
        }
        if (options.given("noScriptSite")) {
            properties.set(false, "DenyAddAndCustomizePages", "Enum", options.has("noScriptSite") ? "2" : "1");
        }
        return properties;
    }

    private static void setIfGiven(Properties properties, Options options, String option, String name, String type) {
        if (options.has(option)) {
            properties.set(false, name, type, options.text(option));
        }
    }

    private static void setImage(Change change, String option, int aspect) throws Stop, InterruptedException {
        if (change.options().given(option)) {
            change.run()
                    .json(Request.post(change.url() + "/_api/siteiconmanager/setsitelogo", Request.SHAREPOINT)
                            .body(Json.object(
                                    "aspect",
                                    aspect,
                                    "relativeLogoUrl",
                                    Paths.path(change.options().text(option)),
                                    "type",
                                    0)));
        }
    }

    private static void setLock(Change change) throws Stop, InterruptedException {
        if (!change.options().has("lockState")) {
            return;
        }
        JsonArray answer = SharePoint.send(
                change.run(),
                change.admin(),
                change.digest().value(),
                "<SetProperty Id=\"7\" ObjectPathId=\"5\" Name=\"LockState\">"
                        + SharePoint.parameter("String", change.options().text("lockState"))
                        + "</SetProperty><ObjectPath Id=\"9\" ObjectPathId=\"8\" />"
                        + "<ObjectIdentityQuery Id=\"10\" ObjectPathId=\"5\" /><Query Id=\"11\" ObjectPathId=\"8\">"
                        + "<Query SelectAllProperties=\"true\"><Properties /></Query></Query>",
                method(
                                5,
                                3,
                                "GetSitePropertiesByUrl",
                                SharePoint.parameter("String", change.url()) + SharePoint.parameter("Boolean", "false"))
                        + "<Method Id=\"8\" ParentId=\"5\" Name=\"Update\" />" + SharePoint.TENANT.formatted(3));
        finish(change, answer);
    }

    private static void remove(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String admin = SharePoint.admin(run);
        String url = Paths.withoutLastSlashes(options.text("url"));
        JsonArray found = run.all(admin + "/_api/web/lists/GetByTitle('DO_NOT_DELETE_SPLIST_TENANTADMIN_AGGREGATED_"
                + "SITECOLLECTIONS')/items?$filter=SiteUrl eq '" + Encoding.literal(url)
                + "'&$select=GroupId,TimeDeleted,SiteId");
        if (found.isEmpty()) {
            throw Stop.failure("Site not found in the tenant.");
        }
        String group = Json.text(found.get(0), "GroupId");
        boolean hasGroup = !group.isEmpty() && !group.equals(NO_GROUP);
        boolean deleted = Json.isTruthy(Json.at(found.get(0), "TimeDeleted"));
        if (options.has("fromRecycleBin")) {
            if (!deleted) {
                throw Stop.failure("Site is currently not in the recycle bin. "
                        + "Remove --fromRecycleBin if you want to remove it as active site.");
            }
            if (hasGroup && isRecycledGroup(run, group)) {
                removeGroup(run, group);
            }
            removeDeleted(run, admin, url);
            return;
        }
        if (deleted) {
            throw Stop.failure("Site is already in the recycle bin. Use --fromRecycleBin to permanently delete it.");
        }
        if (hasGroup) {
            run.json(Request.post(
                    admin + "/_api/GroupSiteManager/Delete?siteUrl='" + Encoding.literal(url) + "'",
                    Request.SHAREPOINT));
            if (options.has("skipRecycleBin") && comesToBeRecycled(run, group)) {
                removeGroup(run, group);
            }
        } else {
            run.json(tenantRequest(admin, "RemoveSite").body(Json.object("siteUrl", url)));
        }
        if (options.has("skipRecycleBin")) {
            removeDeleted(run, admin, url);
        }
    }

    private static Request tenantRequest(String admin, String method) {
        return Request.post(
                admin + "/_api/Microsoft.Online.SharePoint.TenantAdministration.Tenant/" + method, Request.SHAREPOINT);
    }

    private static void removeDeleted(CommandRun run, String admin, String url) throws Stop, InterruptedException {
        run.json(tenantRequest(admin, "RemoveDeletedSite").body(Json.object("siteUrl", url)));
    }

    private static boolean comesToBeRecycled(CommandRun run, String group) throws Stop, InterruptedException {
        boolean recycled = isRecycledGroup(run, group);
        for (int looks = 0; looks < MOST_LOOKS && !recycled; looks++) {
            run.pause(BETWEEN_LOOKS);
            recycled = isRecycledGroup(run, group);
        }
        return recycled;
    }

    private static String recycledGroup(String group) {
        return GRAPH + "/directory/deletedItems/Microsoft.Graph.Group/" + group;
    }

    private static boolean isRecycledGroup(CommandRun run, String group) throws Stop, InterruptedException {
        try {
            run.json(Request.get(recycledGroup(group) + "?$select=id", Request.GRAPH));
            return true;
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal refusal && refusal.status() == NOT_FOUND) {
                return false;
            }
            throw stop;
        }
    }

    private static void removeGroup(CommandRun run, String group) throws Stop, InterruptedException {
        run.json(Request.delete(recycledGroup(group), Request.GRAPH));
    }
}
