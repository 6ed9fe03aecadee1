package m365ls.protocol;

/** Names of the requests and notifications of this server's own. */
public final class Methods {

    /** Client to server: no parameters; answered with a {@link CatalogTree}. */
    public static final String CATALOG_TREE = "m365/catalog/tree";

    /**
     * Client to server: {@link DescribeParams}; answered with a {@link CommandDescription}, or {@code null} if no command
     * has the name.
     */
    public static final String CATALOG_DESCRIBE = "m365/catalog/describe";

    /** Server to client: {@link CatalogChanged}, when another version's commands count from now on. */
    public static final String CATALOG_CHANGED = "m365/catalog/changed";

    private Methods() {}
}
