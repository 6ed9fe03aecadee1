package m365ls.run.hosted;

/**
 * What is known of a tenant's SharePoint.
 *
 * @param site address of the root site; empty if it is not known
 * @param siteTenant identifier of the tenant in SharePoint's object model; empty if it is not known
 */
record KnownPlaces(String site, String siteTenant) {

    static final KnownPlaces NONE = new KnownPlaces("", "");

    /** This, and what is new in {@code more}. */
    KnownPlaces with(KnownPlaces more) {
        return new KnownPlaces(
                more.site.isEmpty() ? site : more.site, more.siteTenant.isEmpty() ? siteTenant : more.siteTenant);
    }
}
