package m365ls.catalog;

/** A catalogue cannot be used. The message is one or two sentences for the user: which file, why, and what to do. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CatalogException(String message) {
        super(message);
    }

    public CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
