package m365ls.gateway;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Places;
import m365ls.session.Resource;
import m365ls.session.Service;
import m365ls.session.TokenAnswer;

/** Which host belongs to which resource. What belongs to a tenant is looked up once a connection and kept. */
final class Hosts {

    /**
     * Hosts of services that only the public cloud has, besides the services' own addresses. Which service's token they take
     * is as the CLI has it ({@code Auth.getResourceFromUrl}, version 11.11.0).
     */
    private static final Map<String, Service> PUBLIC = Map.of(
            "api.flow.microsoft.com", Service.AZURE_MANAGEMENT,
            "api.bap.microsoft.com", Service.POWER_APPS,
            "api.powerapps.com", Service.POWER_APPS,
            "service.powerapps.com", Service.POWER_APPS,
            "api.powerplatform.com", Service.POWER_PLATFORM,
            "www.yammer.com", Service.YAMMER,
            "api.yammer.com", Service.YAMMER,
            "api.powerbi.com", Service.POWER_BI,
            "manage.office.com", Service.OFFICE_MANAGEMENT,
            "tasks.office.com", Service.PLANNER);

    /** Regions of the Power Platform. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+\\.api\\.bap\\.microsoft\\.com");

    /** One environment's or tenant's host of the Power Platform, of which the first label is its id. */
    private static final Pattern ENVIRONMENT =
            Pattern.compile("[a-z0-9]+\\.[a-z0-9]{1,4}\\.(?:environment|tenant)\\.api\\.powerplatform\\.com");

    /** An organisation of Dataverse; its API has a host of its own. */
    private static final Pattern DATAVERSE = Pattern.compile("([a-z0-9-]+)(?:\\.api)?(\\.crm[0-9]*\\.dynamics\\.com)");

    /** Descriptions of tenants at the places where people sign in. */
    private static final List<String> SIGN_IN = Stream.concat(
                    Stream.of("login.windows.net"),
                    Arrays.stream(Cloud.values()).map(Cloud::loginHost))
            .distinct()
            .toList();

    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    /** Microsoft's pages for everyone that commands read. */
    private static final String PAGES = "developer.microsoft.com";

    private final Places places;
    private final Map<String, Places.SharePoint> sharePoint = new ConcurrentHashMap<>();
    private final Map<String, List<Resource>> dataverse = new ConcurrentHashMap<>();
    private final Realms realms;

    /** Whose hosts of SharePoint are, by host. */
    private final Map<String, String> tenants = new ConcurrentHashMap<>();

    Hosts(Places places, Realms realms) {
        this.places = places;
        this.realms = realms;
    }

    /** What {@code address} is to runs with {@code connection}; may wait for the network. */
    Destination of(Optional<Connection> connection, Address address) throws InterruptedException {
        String host = address.host();
        if (connection.isEmpty()) {
            boolean known = Arrays.stream(Cloud.values())
                    .anyMatch(cloud -> service(cloud, host).isPresent());
            return known || isForEveryone(address) ? new Destination.Open() : new Destination.Other();
        }
        Connection own = connection.get();
        Cloud cloud = own.application().cloud();
        Optional<Resource> fixed = service(cloud, host).flatMap(service -> Resource.of(cloud, service));
        if (fixed.isPresent()) {
            return new Destination.Own(fixed.get());
        }
        if (host.endsWith(cloud.sharePointSuffix())) {
            return sharePoint(own, address);
        }
        Matcher organisation = DATAVERSE.matcher(host);
        if (cloud == Cloud.PUBLIC && organisation.matches()) {
            return dataverse(own, "https://" + organisation.group(1) + organisation.group(2));
        }
        return isForEveryone(address) ? new Destination.Open() : new Destination.Other();
    }

    private static Optional<Service> service(Cloud cloud, String host) {
        for (Service service : List.of(Service.GRAPH, Service.AZURE_MANAGEMENT)) {
            if (cloud.address(service)
                    .filter(own -> host.equals(URI.create(own).getHost()))
                    .isPresent()) {
                return Optional.of(service);
            }
        }
        if (cloud != Cloud.PUBLIC) {
            return Optional.empty();
        }
        if (REGION.matcher(host).matches()) {
            return Optional.of(Service.POWER_APPS);
        }
        if (ENVIRONMENT.matcher(host).matches()) {
            return Optional.of(Service.POWER_PLATFORM);
        }
        return Optional.ofNullable(PUBLIC.get(host));
    }

    private static boolean isForEveryone(Address address) {
        return address.host().equals(PAGES)
                || (SIGN_IN.contains(address.host()) && address.path().endsWith(DESCRIPTION));
    }

    private Destination sharePoint(Connection connection, Address address) throws InterruptedException {
        String key = key(connection);
        String origin = "https://" + address.host();
        Places.SharePoint known = sharePoint.get(key);
        Optional<TokenAnswer.Needs> needs = Optional.empty();
        if (known == null) {
            Places.Found<Places.SharePoint> found = places.sharePoint(connection);
            if (found instanceof Places.Found.Here<Places.SharePoint> here) {
                known = here.value();
                sharePoint.put(key, known);
            } else {
                needs = Optional.of(((Places.Found.Not<Places.SharePoint>) found).needs());
            }
        }
        List<Resource> usual = known == null ? List.of() : List.of(known.sites(), known.admin(), known.personal());
        Destination found = own(usual, origin);
        if (found instanceof Destination.Own || !isTheTenants(connection, address)) {
            // What SharePoint says to be another tenant's is no longer unclear.
            return found instanceof Destination.Other && needs.isPresent() && !tenants.containsKey(address.host())
                    ? new Destination.Unclear(needs.get())
                    : found;
        }
        return new Destination.Own(new Resource(connection.application().cloud(), origin));
    }

    private boolean isTheTenants(Connection connection, Address address) throws InterruptedException {
        String tenant = tenants.get(address.host());
        if (tenant == null) {
            Optional<String> told = realms.of(address);
            if (told.isEmpty()) {
                return false;
            }
            tenant = told.get();
            tenants.put(address.host(), tenant);
        }
        return tenant.equalsIgnoreCase(connection.identity().tenantId());
    }

    private Destination dataverse(Connection connection, String address) throws InterruptedException {
        String key = key(connection);
        Destination kept = own(dataverse.getOrDefault(key, List.of()), address);
        if (kept instanceof Destination.Own) {
            return kept;
        }
        // An environment may be new: whoever asks for one that is not known pays for another look.
        Places.Found<List<Resource>> found = places.dataverse(connection);
        if (found instanceof Places.Found.Not<List<Resource>> not) {
            return new Destination.Unclear(not.needs());
        }
        List<Resource> all = ((Places.Found.Here<List<Resource>>) found).value();
        dataverse.put(key, all);
        return own(all, address);
    }

    private static Destination own(List<Resource> resources, String address) {
        return resources.stream()
                .filter(resource -> resource.address().equalsIgnoreCase(address))
                .findFirst()
                .<Destination>map(Destination.Own::new)
                .orElseGet(Destination.Other::new);
    }

    /** A connection's id stays when another account takes its place. */
    private static String key(Connection connection) {
        return connection.id() + " " + connection.identity().tenantId() + " "
                + connection.identity().objectId();
    }
}
