package m365ls.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A cloud of Microsoft 365, by the CLI's names. Addresses are those of the CLI ({@code Auth.js}, version 11.11.0) and of
 * Microsoft's pages on the national clouds.
 */
public enum Cloud {
    /** Everyone's. */
    PUBLIC(
            "Public",
            "login.microsoftonline.com",
            "graph.microsoft.com",
            "https://management.azure.com/",
            ".sharepoint.com"),
    /** The US government's GCC, which signs in where everyone does. */
    US_GOV(
            "USGov",
            "login.microsoftonline.com",
            "graph.microsoft.com",
            "https://management.usgovcloudapi.net/",
            ".sharepoint.com"),
    /** The US government's GCC High. */
    US_GOV_HIGH(
            "USGovHigh",
            "login.microsoftonline.us",
            "graph.microsoft.us",
            "https://management.usgovcloudapi.net/",
            ".sharepoint.us"),
    /** The US Department of Defense. */
    US_GOV_DOD(
            "USGovDoD",
            "login.microsoftonline.us",
            "dod-graph.microsoft.us",
            "https://management.usgovcloudapi.net/",
            ".sharepoint-mil.us"),
    /** China, run by 21Vianet. */
    CHINA(
            "China",
            "login.chinacloudapi.cn",
            "microsoftgraph.chinacloudapi.cn",
            "https://management.chinacloudapi.cn",
            ".sharepoint.cn");

    private final String cliName;
    private final String loginHost;
    private final String graphHost;
    private final String management;
    private final String sharePointSuffix;

    Cloud(String cliName, String loginHost, String graphHost, String management, String sharePointSuffix) {
        this.cliName = cliName;
        this.loginHost = loginHost;
        this.graphHost = graphHost;
        this.management = management;
        this.sharePointSuffix = sharePointSuffix;
    }

    /** The cloud by the CLI's name, in any case. */
    public static Optional<Cloud> named(String name) {
        for (Cloud cloud : values()) {
            if (cloud.cliName.equalsIgnoreCase(name)) {
                return Optional.of(cloud);
            }
        }
        return Optional.empty();
    }

    /** The name that the CLI's option {@code --cloud} takes. */
    public String cliName() {
        return cliName;
    }

    /** The host at which people sign in. */
    public String loginHost() {
        return loginHost;
    }

    /** The host of Microsoft Graph. */
    public String graphHost() {
        return graphHost;
    }

    /** How hosts of SharePoint end, a dot first. */
    public String sharePointSuffix() {
        return sharePointSuffix;
    }

    /** The address of a service as a resource; empty if the cloud does not have it, as the CLI says. */
    public Optional<String> address(Service service) {
        return switch (service) {
            case GRAPH -> Optional.of("https://" + graphHost);
            case AZURE_MANAGEMENT -> Optional.of(management);
            case POWER_APPS -> only("https://service.powerapps.com/");
            case POWER_PLATFORM -> only("https://api.powerplatform.com");
            case YAMMER -> only("https://www.yammer.com");
            case POWER_BI -> only("https://analysis.windows.net/powerbi/api");
            case OFFICE_MANAGEMENT -> only("https://manage.office.com");
            case PLANNER -> only("https://tasks.office.com");
        };
    }

    /** Whether the address of a resource is one of this cloud's own hosts: a service's, or one of SharePoint's. */
    boolean owns(String address) {
        String rest = address.toLowerCase(Locale.ROOT).replaceFirst("^https://", "");
        String host = rest.replaceFirst("[/:].*$", "");
        return host.endsWith(sharePointSuffix)
                || Arrays.stream(Service.values())
                        .flatMap(service -> address(service).stream())
                        .anyMatch(own -> own.replaceFirst("^https://", "")
                                .replaceFirst("/.*$", "")
                                .equals(host));
    }

    private Optional<String> only(String address) {
        return this == PUBLIC ? Optional.of(address) : Optional.empty();
    }
}
