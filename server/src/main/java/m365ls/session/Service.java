package m365ls.session;

/** The services whose address does not depend on the tenant. */
public enum Service {
    /** Microsoft Graph. */
    GRAPH,
    /** Azure Resource Manager, for Power Automate too. */
    AZURE_MANAGEMENT,
    /** Power Apps, and the environments of the Power Platform. */
    POWER_APPS,
    /** The Power Platform's newer service. */
    POWER_PLATFORM,
    /** Viva Engage. */
    YAMMER,
    /** Power BI. */
    POWER_BI,
    /** Office 365 Management. */
    OFFICE_MANAGEMENT,
    /** Planner's settings of a tenant. */
    PLANNER
}
