package m365ls.command.purview;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Pages;
import m365ls.command.Request;
import m365ls.command.Stop;

/** {@code purview auditlog ...} */
public final class AuditLogCommands {

    private static final String SERVICE = "https://manage.office.com/api/v1.0/";
    private static final String JSON = "application/json";

    /** As JavaScript writes a time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private AuditLogCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(NativeCommand.signedIn("purview auditlog list", AuditLogCommands::list));
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        ZonedDateTime now = run.clock()
                .instant()
                .truncatedTo(ChronoUnit.MILLIS)
                .atZone(run.clock().getZone());
        ZonedDateTime start =
                options.has("startTime") ? time(options.text("startTime")).atZone(now.getZone()) : now.minusDays(1);
        Instant end = options.has("endTime") ? time(options.text("endTime")) : now.toInstant();
        String feed = SERVICE + run.tenantId() + "/activity/feed/subscriptions/";
        String kind = options.text("contentType");
        String type = kind.equals("DLP") ? "DLP.All" : "Audit." + kind;
        subscribe(run, feed, type);
        List<String> parts = new ArrayList<>();
        Pages pages = run.pages(false);
        for (ZonedDateTime from = start; from.toInstant().isBefore(end); from = from.plusDays(1)) {
            // The service takes a day at a time.
            Instant day = from.toInstant().plus(Duration.ofDays(1));
            String query = "content?contentType=" + type + "&startTime=" + TIME.format(from) + "&endTime="
                    + TIME.format(day.isBefore(end) ? day : end);
            addParts(pages, feed + query, parts);
        }
        Pages logs = run.pages(false);
        List<JsonElement> entries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            JsonArray part = list(logs.read(Request.get(parts.get(i), JSON)));
            entries.addAll(part.asList());
            logs.brought(part, i + 1 < parts.size());
        }
        entries.sort(Comparator.comparing(entry -> Json.text(entry, "CreationTime")));
        JsonArray sorted = new JsonArray();
        entries.forEach(sorted::add);
        run.print(sorted);
    }

    /** The time that an option says, which is one of UTC or a day. */
    private static Instant time(String text) throws Stop {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text))
                            .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new Stop(new Stop.Cause.LeftToTheCli("What time " + text + " is depends on the CLI's code."));
        }
    }

    /** Has the service keep the log ready, if it does not yet. */
    private static void subscribe(CommandRun run, String feed, String type) throws Stop, InterruptedException {
        for (JsonElement subscription : list(run.json(Request.get(feed + "list", JSON)))) {
            if (Json.text(subscription, "contentType").equals(type)
                    && Json.text(subscription, "status").equals("enabled")) {
                return;
            }
        }
        JsonElement started = run.json(Request.post(feed + "start?contentType=" + type, JSON));
        if (!Json.text(started, "status").equals("enabled")) {
            throw Stop.failure("Unable to start subscription '" + type + "'");
        }
    }

    /** Adds where the parts of a day's log are. */
    private static void addParts(Pages pages, String first, List<String> parts) throws Stop, InterruptedException {
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            Pages.WithNext page = pages.read(Request.get(next.get(), JSON), "nextpageuri");
            list(page.body()).forEach(part -> parts.add(Json.text(part, "contentUri")));
            next = page.next();
        }
    }

    private static JsonArray list(JsonElement answer) throws Stop {
        if (answer instanceof JsonArray array) {
            return array;
        }
        throw Stop.failure("The service has answered with something else than a list.");
    }
}
