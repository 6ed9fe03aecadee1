package m365ls.command.sharepoint;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Locale;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.output.OutputMode;

/** {@code spo app ...}, {@code spo tenant appcatalogurl ...} */
public final class AppCommands {

    private static final String CATALOG_FOLDER = "/appcatalog";

    /** Parts, between slashes, of the address of a site that is called appcatalog itself. */
    private static final int PARTS_OF_A_SITE = 5;

    private AppCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                NativeCommand.sharePoint("spo app list", AppCommands::list),
                NativeCommand.sharePoint("spo app get", AppCommands::get),
                NativeCommand.sharePoint("spo app deploy", AppCommands::deploy),
                NativeCommand.sharePoint("spo app add", AppCommands::add)
                        .with(Wording.SERVICE_WITH_CODE)
                        .withBare("overwrite"),
                NativeCommand.sharePoint("spo app remove", run -> inCatalog(run, "remove"))
                        .with(Wording.SERVICE_WITH_CODE),
                NativeCommand.sharePoint("spo app retract", run -> inCatalog(run, "retract"))
                        .with(Wording.SERVICE_WITH_CODE),
                NativeCommand.sharePoint("spo app install", run -> inSite(run, "install"))
                        .with(Wording.SERVICE_WITH_CODE),
                NativeCommand.sharePoint("spo app uninstall", run -> inSite(run, "uninstall"))
                        .with(Wording.SERVICE_WITH_CODE),
                NativeCommand.sharePoint("spo app upgrade", run -> inSite(run, "upgrade"))
                        .with(Wording.SERVICE_WITH_CODE),
                NativeCommand.sharePoint(
                        "spo app instance list",
                        run -> run.print(
                                run.all(run.options().text("siteUrl") + "/_api/web/AppTiles?$filter=AppType eq 3"))),
                NativeCommand.sharePoint("spo tenant appcatalogurl get", AppCommands::catalogUrl));
    }

    private static void catalogUrl(CommandRun run) throws Stop, InterruptedException {
        // The CLI reads this answer as text, so that an error in it stays as it is.
        String answer = run.text(Request.get(run.rootSite() + "/_api/SP_TenantSettings_Current", Request.SHAREPOINT));
        JsonElement url = Json.at(Json.parse(answer).orElse(Json.nothing()), "CorporateCatalogUrl");
        if (Json.isTruthy(url)) {
            run.print(url);
        }
    }

    /** The site with the apps. */
    private static String catalog(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String root = run.rootSite();
        String url = options.text("appCatalogUrl");
        String site = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        boolean folder =
                site.toLowerCase(Locale.ROOT).endsWith(CATALOG_FOLDER) && site.split("/", -1).length != PARTS_OF_A_SITE;
        if (options.text("appCatalogScope").equals("sitecollection") && folder) {
            return site.substring(0, site.lastIndexOf('/'));
        }
        if (!site.isEmpty()) {
            return site;
        }
        String tenants =
                Json.text(SharePoint.get(run, root + "/_api/SP_TenantSettings_Current"), "CorporateCatalogUrl");
        if (tenants.isEmpty()) {
            throw Stop.failure("Tenant app catalog is not configured.");
        }
        return tenants;
    }

    /** The interface of a catalogue, at the site where it is or, to install what it has, at any. */
    private static String catalogAt(CommandRun run, String site) {
        String scope = run.options().text("appCatalogScope", "tenant").toLowerCase(Locale.ROOT);
        return site + "/_api/web/" + scope + "appcatalog/";
    }

    private static String apps(CommandRun run, String site) {
        return catalogAt(run, site) + "AvailableApps";
    }

    private static void inCatalog(CommandRun run, String change) throws Stop, InterruptedException {
        change(run, catalog(run), change);
    }

    private static void inSite(CommandRun run, String change) throws Stop, InterruptedException {
        change(run, run.options().text("siteUrl"), change);
    }

    private static void change(CommandRun run, String site, String change) throws Stop, InterruptedException {
        run.text(Request.post(
                apps(run, site) + "/GetById('" + Encoding.literal(run.options().text("id")) + "')/" + change,
                Request.SHAREPOINT));
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String catalog = catalog(run);
        Upload file = Upload.of(run, options.text("filePath"));
        String answer = run.text(file.in(Request.post(
                        catalogAt(run, catalog) + "Add(overwrite="
                                + options.text("overwrite", "false").toLowerCase(Locale.ROOT) + ", url='" + file.name()
                                + "')",
                        Request.SHAREPOINT)
                .with("binarystringrequestbody", "true")));
        JsonElement app = Json.parse(answer)
                .orElseThrow(() -> Stop.failure("SharePoint has answered with something else than JSON."));
        run.print(run.output() == OutputMode.TEXT ? Json.at(app, "UniqueId") : app);
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        run.printAll(apps(run, catalog(run)));
    }

    /** The identifier of the app that a call names. */
    private static String id(CommandRun run, String catalog) throws Stop, InterruptedException {
        Options options = run.options();
        return options.has("id")
                ? options.text("id")
                : Json.shown(Json.at(
                        SharePoint.get(
                                run,
                                catalog + "/_api/web/GetFolderByServerRelativePath(DecodedUrl='AppCatalog')/files('"
                                        + options.text("name") + "')?$select=UniqueId"),
                        "UniqueId"));
    }

    private static void get(CommandRun run) throws Stop, InterruptedException {
        String catalog = catalog(run);
        String id = id(run, catalog);
        SharePoint.print(run, apps(run, catalog) + "/GetById('" + Encoding.literal(id) + "')");
    }

    private static void deploy(CommandRun run) throws Stop, InterruptedException {
        String catalog = catalog(run);
        String id = id(run, catalog);
        JsonElement skip = run.options().json("skipFeatureDeployment");
        run.json(Request.post(apps(run, catalog) + "/GetById('" + id + "')/deploy", Request.SHAREPOINT)
                .with("content-type", "application/json;odata=nometadata;charset=utf-8")
                .body(Json.object("skipFeatureDeployment", run.options().has("skipFeatureDeployment") ? skip : false)));
    }
}
